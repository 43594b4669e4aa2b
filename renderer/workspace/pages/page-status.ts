import { create } from "zustand";
import type { Face } from "#renderer/components/face.ts";

/** What the header says about the page that is open. */
export type PageState =
  | ("loading" | "saving" | "saved" | "offline" | "unkept" | "refused" | "outdated")
  /** Told by the mark of the lock instead. */
  | ("read-only" | "locked");

export interface PageStatus {
  readonly state: PageState;
  /** Shown instead of the state's usual words. */
  readonly sentence?: string | undefined;
}

interface PageStatusStore {
  readonly byPage: Readonly<Record<string, PageStatus>>;
  readonly facesByPage: Readonly<Record<string, readonly Face[]>>;
}

/** What editors tell the header: the state of each open page and who else has it open. */
export const usePageStatus = create<PageStatusStore>(() => ({ byPage: {}, facesByPage: {} }));

/** Shows the state of a page in the header. */
export function setPageStatus({ pageId, ...status }: PageStatus & { readonly pageId: string }): void {
  const shown = usePageStatus.getState().byPage[pageId];
  if (shown?.state === status.state && shown.sentence === status.sentence) return;
  usePageStatus.setState(({ byPage }) => ({ byPage: { ...byPage, [pageId]: status } }));
}

/** Shows who has a page open, the signed-in person included or not as the caller likes. */
export function setPageFaces(pageId: string, faces: readonly Face[]): void {
  usePageStatus.setState(({ facesByPage }) => ({ facesByPage: { ...facesByPage, [pageId]: faces } }));
}

/** Forgets a page that was closed. */
export function clearPageStatus(pageId: string): void {
  usePageStatus.setState(({ byPage, facesByPage }) => ({
    byPage: without(byPage, pageId),
    facesByPage: without(facesByPage, pageId),
  }));
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
