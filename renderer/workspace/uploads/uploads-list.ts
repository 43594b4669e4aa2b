import { create } from "zustand";
import type { PageSummary } from "#services/contracts/shapes.ts";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: "waiting" | "sending" | "storing" | "done" | "failed" | "cancelled";
  /** Why it failed, as a sentence. */
  readonly reason?: string;
  /** Whether it failed because the server was out of reach; it is sent again once that is back. */
  readonly isCutOff?: boolean;
  /** The page it became. */
  readonly page?: PageSummary;
  readonly cancel: () => void;
  /** Sends a file again that failed. */
  readonly retry: () => void;
}

/** Uploads of this window, oldest first; they stay listed until dismissed. */
export const useUploads = create<{ readonly items: readonly Upload[] }>(() => ({ items: [] }));

/** Takes finished uploads off the list. */
export function dismissUploads(): void {
  useUploads.setState(({ items }) => ({ items: items.filter(isRunning) }));
}

/** Takes one upload off the list, whatever became of it. */
export function takeOffList(uploadId: number): void {
  useUploads.setState(({ items }) => ({ items: items.filter(({ id }) => id !== uploadId) }));
}

/** Stops every upload that still goes on. */
export function cancelUploads(): void {
  for (const upload of useUploads.getState().items) if (isRunning(upload)) upload.cancel();
}

/** Whether an upload still goes on. */
export function isRunning({ state }: Upload): boolean {
  return state === "waiting" || state === "sending" || state === "storing";
}

/** Whether this window still uploads anything. */
export function isUploading(): boolean {
  return useUploads.getState().items.some(isRunning);
}

/** Calls back with the page of each upload that ends well; gives the function that stops it. */
export function watchUploads(onStored: (page: PageSummary) => void): () => void {
  return useUploads.subscribe(({ items }, before) => {
    const known = new Set(before.items.map(({ page }) => page));
    for (const { page } of items) if (page !== undefined && !known.has(page)) onStored(page);
  });
}
