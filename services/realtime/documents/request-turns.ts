/** What one socket may have waiting for its turn, in bytes. */
const waitingBytes = 16_000_000;
/** What a request takes besides what it carries, in bytes. */
const requestBytes = 1_000;

/** Runs a socket's requests about a page one after the other. */
export interface RequestTurns {
  /** Runs a request in its turn; false where too much waits already. */
  take(pageId: string, carriedBytes: number, run: () => Promise<void>): boolean;
}

export function createRequestTurns(): RequestTurns {
  const turns = new Map<string, Promise<void>>();
  let bytes = 0;

  return {
    take(pageId, carriedBytes, run) {
      const cost = carriedBytes + requestBytes;
      if (bytes + cost > waitingBytes) return false;
      bytes += cost;
      const turn = (turns.get(pageId) ?? Promise.resolve()).then(run).finally(() => {
        bytes -= cost;
        if (turns.get(pageId) === turn) turns.delete(pageId);
      });
      turns.set(pageId, turn);
      return true;
    },
  };
}
