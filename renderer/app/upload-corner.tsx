import { Suspense } from "react";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { useUploads } from "#renderer/workspace/uploads.ts";

const UploadPanel = lazyPart(() =>
  import("#renderer/features/uploads/upload-panel.tsx").then((module) => module.UploadPanel),
);

/** The corner that shows uploads while there are any. */
export function UploadCorner() {
  const hasUploads = useUploads(({ items }) => items.length > 0);
  return hasUploads ? (
    <Suspense>
      <UploadPanel />
    </Suspense>
  ) : null;
}
