import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect } from "react";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { findDesktop } from "#renderer/desktop/window-desktop.ts";
import { insertPage } from "#renderer/workspace/pages/page-cache.ts";
import { isUploading, useUploads, watchUploads } from "#renderer/workspace/uploads/uploads-list.ts";

const UploadPanel = lazyPart(() =>
  import("#renderer/features/uploads/upload-panel.tsx").then((module) => module.UploadPanel),
);

/** The corner that shows uploads while there are any. What they become is in the tree at once, also without events. */
export function UploadCorner() {
  const cache = useQueryClient();
  const hasUploads = useUploads(({ items }) => items.length > 0);
  useEffect(() => watchUploads((page) => insertPage(cache, page)), [cache]);
  useEffect(() => {
    window.addEventListener("beforeunload", warnOfUploads);
    return () => window.removeEventListener("beforeunload", warnOfUploads);
  }, []);
  return hasUploads ? (
    <Suspense>
      <UploadPanel />
    </Suspense>
  ) : null;
}

/** A closed tab would end them. The desktop window asks nothing: it would only refuse to close. */
function warnOfUploads(event: BeforeUnloadEvent): void {
  if (isUploading() && findDesktop() === undefined) event.preventDefault();
}
