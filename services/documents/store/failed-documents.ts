const retryAfterMs = 60_000;

/** What to leave out of a search for work, and what to put last. */
export interface FailedSoFar {
  /** Every document some work failed on and has not succeeded since. */
  readonly pageIds: readonly string[];
  /** Those that failed within the last minute, with the head they had: not tried again unless they changed. */
  readonly resting: { readonly pageIds: readonly string[]; readonly headSeqs: readonly number[] };
}

/** Remembers which documents some work failed on, so that they do not keep others from their turn. */
export interface FailedDocuments {
  read(): FailedSoFar;
  add(pageId: string, headSeq: number): void;
  delete(pageId: string): void;
}

export function rememberFailedDocuments(): FailedDocuments {
  const failed = new Map<string, { readonly headSeq: number; readonly retryAt: number }>();
  return {
    read() {
      const now = performance.now();
      const resting = [...failed].filter(([, { retryAt }]) => now < retryAt);
      return {
        pageIds: [...failed.keys()],
        resting: { pageIds: resting.map(([pageId]) => pageId), headSeqs: resting.map(([, { headSeq }]) => headSeq) },
      };
    },
    add: (pageId, headSeq) => void failed.set(pageId, { headSeq, retryAt: performance.now() + retryAfterMs }),
    delete: (pageId) => void failed.delete(pageId),
  };
}
