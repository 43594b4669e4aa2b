const retryAfterMs = 60_000;

/** Remembers which documents some work failed on, so that it is not tried again at once unless they changed. */
export interface FailedDocuments {
  isResting(pageId: string, headSeq: number): boolean;
  add(pageId: string, headSeq: number): void;
  delete(pageId: string): void;
}

export function rememberFailedDocuments(): FailedDocuments {
  const failed = new Map<string, { readonly headSeq: number; readonly retryAt: number }>();
  return {
    isResting: (pageId, headSeq) => {
      const failure = failed.get(pageId);
      return failure?.headSeq === headSeq && performance.now() < failure.retryAt;
    },
    add: (pageId, headSeq) => void failed.set(pageId, { headSeq, retryAt: performance.now() + retryAfterMs }),
    delete: (pageId) => void failed.delete(pageId),
  };
}
