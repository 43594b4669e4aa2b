import { useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { isChangeable } from "#renderer/workspace/pages/is-changeable.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { droppedFiles, holdsFiles } from "#renderer/workspace/uploads/dropped-files.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { coverBackground } from "#services/contracts/cover-gradients.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import { CoverBar } from "./cover-bar.tsx";
import { PositionChooser } from "./position-chooser.tsx";
import { removeCover, setCover, uploadCover } from "./set-cover.ts";
import "./locale-en.ts";

interface PageCoverProps {
  readonly page: PageDetails;
  readonly cover: Cover;
}

type Picture = Extract<Cover, { kind: "picture" }>;

/** The cover over a page; who may change the page changes it here. It is decoration and says nothing. */
export function PageCover({ page, cover }: PageCoverProps) {
  const cache = useQueryClient();
  const isEditable = isChangeable(page);
  const [isMoving, setIsMoving] = useState(false);
  const [isFileOver, setIsFileOver] = useState(false);

  function save(picture: Picture) {
    setIsMoving(false);
    void setCover(cache, page, picture);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button on it does the same from the keyboard
    <div
      className="group/cover relative h-50 overflow-hidden bg-side phone:h-30 print:hidden"
      data-page-cover
      onDragOver={(event) => {
        if (!isEditable || !holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        setIsFileOver(true);
      }}
      onDragLeave={() => setIsFileOver(false)}
      onDrop={(event) => {
        setIsFileOver(false);
        if (!isEditable || !holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        const [file] = droppedFiles(event.dataTransfer);
        if (file !== undefined) void uploadCover(cache, page, file);
      }}
    >
      {isMoving && isEditable && cover.kind === "picture" ? (
        <PositionChooser
          address={addressOf(cover)}
          initial={cover.position}
          onSave={(position) => save({ ...cover, position })}
          onCancel={() => setIsMoving(false)}
        />
      ) : (
        <>
          <CoverLook cover={cover} />
          {isEditable ? <CoverTools page={page} cover={cover} onReposition={() => setIsMoving(true)} /> : null}
        </>
      )}
      {isFileOver ? (
        <div className="pointer-events-none absolute inset-2 rounded-md outline-2 outline-accent outline-dashed" />
      ) : null}
    </div>
  );
}

function addressOf({ fileId }: Picture): string {
  return api.address("files.preview", { pageId: fileId });
}

function CoverLook({ cover }: { readonly cover: Cover }) {
  const isOnline = useConnection(({ status }) => status === "online");
  if (cover.kind === "gradient") {
    return <div className="size-full" style={{ background: coverBackground(cover.name) }} />;
  }
  // What could not be loaded without a connection is asked for again when it is back.
  return <CoverPicture key={`${cover.fileId} ${isOnline}`} cover={cover} />;
}

function CoverPicture({ cover }: { readonly cover: Picture }) {
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  return state === "failed" ? null : (
    <img
      src={addressOf(cover)}
      alt=""
      draggable={false}
      className={clsx(
        "size-full object-cover transition-opacity duration-[var(--slow)]",
        state === "loading" && "opacity-0",
      )}
      style={{ objectPosition: `50% ${cover.position}%` }}
      onLoad={() => setState("shown")}
      onError={() => setState("failed")}
    />
  );
}

function CoverTools({ page, cover, onReposition }: PageCoverProps & { readonly onReposition: () => void }) {
  const { t } = useTranslation("cover");
  const cache = useQueryClient();
  return (
    <CoverBar isQuiet>
      <Button aria-haspopup="dialog" onClick={() => openDialog({ kind: "cover", page })}>
        {t("change")}
      </Button>
      {cover.kind === "picture" ? <Button onClick={onReposition}>{t("reposition")}</Button> : null}
      <Button onClick={() => void removeCover(cache, page)}>{t("remove")}</Button>
    </CoverBar>
  );
}
