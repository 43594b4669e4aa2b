import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { showToast } from "#renderer/components/toast.ts";
import { holdsFiles, isTaken } from "#renderer/workspace/uploads/dropped-files.ts";

/** Keeps the browser from leaving the app for a file that is dropped beside the places that take files; a toast tells them. */
export function useDropGuard(): void {
  const { t } = useTranslation();
  useEffect(() => {
    const ended = new AbortController();
    // Before any part of the app, because some stop an event they do not want.
    const options = { capture: true, signal: ended.signal };
    function onDragOver(event: DragEvent) {
      if (event.dataTransfer !== null && isForeign(event.dataTransfer)) event.preventDefault();
    }
    function onDrop(event: DragEvent) {
      const transfer = event.dataTransfer;
      if (transfer === null || !isForeign(transfer)) return;
      event.preventDefault();
      // Once the event has gone through all of them.
      setTimeout(() => {
        if (!isTaken(transfer)) showToast({ message: t("uploads.nowhere"), description: t("uploads.nowhereHint") });
      });
    }
    window.addEventListener("dragover", onDragOver, options);
    window.addEventListener("drop", onDrop, options);
    return () => ended.abort();
  }, [t]);
}

/** Files from outside; a picture dragged out of a page brings its markup as well and is the editor's to take. */
function isForeign(transfer: DataTransfer): boolean {
  return holdsFiles(transfer) && !transfer.types.includes("text/html");
}
