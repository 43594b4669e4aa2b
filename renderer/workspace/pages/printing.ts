import { useEffect } from "react";
import { create } from "zustand";

/** The page that is to be printed as soon as it is shown. */
const usePrinting = create<{ readonly pageId: string | null }>(() => ({ pageId: null }));

/** Longest time a print waits for what is still on its way, in milliseconds. */
const preparingTimeoutMs = 5_000;

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
    void prepare().then(() => window.print());
  }, [isAsked, isShown]);
}

/** What is out of sight may not be drawn and its pictures not loaded yet; the print shows all of it. */
async function prepare(): Promise<void> {
  const ended = AbortSignal.timeout(preparingTimeoutMs);
  while (document.querySelector("main [data-undrawn]") !== null && !ended.aborted) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const left = [...document.querySelectorAll<HTMLImageElement>("main img[loading=lazy]")].filter(
    ({ complete }) => !complete,
  );
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
