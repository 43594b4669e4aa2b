import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { openTabBehind } from "./tabs.ts";

interface PageAddress {
  readonly id: string;
  readonly driveId: string;
  /** A block of the page, as addresses name it. */
  readonly block?: string | undefined;
}

interface HowToOpen {
  /** Beside the active tab, without leaving it. */
  readonly isBehind?: boolean;
}

/** Gives the function that opens a page. */
export function useOpenPage(): (page: PageAddress, how?: HowToOpen) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ id, driveId, block }, how) => {
      if (how?.isBehind === true) {
        openTabBehind(id);
        return;
      }
      void navigate({
        to: "/d/$driveId/p/$pageId",
        params: { driveId, pageId: id },
        ...(block === undefined ? {} : { hash: block }),
      });
    },
    [navigate],
  );
}

/** Whether a click or key press asks for a new tab. */
export function asksForTab(event: { readonly metaKey: boolean; readonly ctrlKey: boolean }): boolean {
  return event.metaKey || event.ctrlKey;
}
