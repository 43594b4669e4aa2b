import { useEffect } from "react";
import { create } from "zustand";

/** The page that is to be printed as soon as it is shown. */
const usePrinting = create<{ readonly pageId: string | null }>(() => ({ pageId: null }));

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
    // Without its code the page is printed as it stands.
    void import("./prepare-print.ts")
      .then(({ preparePrint }) => preparePrint())
      .catch(() => undefined)
      .then(() => window.print());
  }, [isAsked, isShown]);
}
