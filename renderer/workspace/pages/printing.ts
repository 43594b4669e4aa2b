import { useEffect } from "react";
import { create } from "zustand";

/** The page that is to be printed as soon as it is shown. */
const usePrinting = create<{ readonly pageId: string | null }>(() => ({ pageId: null }));

/** Longest time a print waits for pictures that are still on their way, in milliseconds. */
const picturesTimeoutMs = 5_000;

/** Prints a page once its view shows it: at once where it is open. */
export function printPage(pageId: string): void {
  usePrinting.setState({ pageId });
}

/** Prints the shown page when that was asked for. Its view calls this with whether its content is there. */
export function usePrinted(pageId: string, isShown: boolean): void {
  const isAsked = usePrinting((printing) => printing.pageId === pageId);
  useEffect(() => {
    if (!isAsked || !isShown) return;
    usePrinting.setState({ pageId: null });
    void fetchPictures().then(() => window.print());
  }, [isAsked, isShown]);
}

/** Pictures out of sight are not loaded yet; the print shows those too. */
async function fetchPictures(): Promise<void> {
  const left = [...document.querySelectorAll<HTMLImageElement>("main img[loading=lazy]")].filter(
    ({ complete }) => !complete,
  );
  const ended = AbortSignal.timeout(picturesTimeoutMs);
  await Promise.all(
    left.map(
      (image) =>
        new Promise<void>((resolve) => {
          const once = { once: true };
          for (const type of ["load", "error"]) image.addEventListener(type, () => resolve(), once);
          ended.addEventListener("abort", () => resolve(), once);
          image.loading = "eager";
        }),
    ),
  );
}
