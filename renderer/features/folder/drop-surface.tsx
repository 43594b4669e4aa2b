import { clsx } from "clsx";
import { type ReactNode, useState } from "react";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { droppedFiles, holdsFiles } from "#renderer/workspace/uploads/dropped-files.ts";
import type { UploadPlace } from "#renderer/workspace/uploads/send-file.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";

/** All of a page that lists pages: files dropped anywhere on it are uploaded into that list. */
export function DropSurface({ place, children }: { readonly place: UploadPlace; readonly children: ReactNode }) {
  const canAdd = useAllowed()({ driveId: place.driveId, pageId: place.parentId }, "edit");
  const [isFileOver, setIsFileOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside it does the same from the keyboard
    <div
      className={clsx(
        "min-h-full outline-dashed -outline-offset-8 outline-transparent transition-colors duration-[var(--fast)]",
        isFileOver && "bg-accent-soft outline-2 outline-accent-line",
      )}
      onDragOver={(event) => {
        if (!canAdd || !holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        setIsFileOver(true);
      }}
      onDragLeave={(event) => {
        const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!isInside) setIsFileOver(false);
      }}
      onDrop={(event) => {
        setIsFileOver(false);
        if (!canAdd || !holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        uploadFiles(droppedFiles(event.dataTransfer), place);
      }}
    >
      <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-7 pb-24 phone:px-4">{children}</div>
    </div>
  );
}
