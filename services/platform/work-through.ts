import { setTimeout as wait } from "node:timers/promises";

/** Rest after each, as a multiple of the time it took, so that others get their turn. */
const restShare = 1;

export interface WorkThrough {
  /** Some of what is still to be done, without those given: they failed. */
  readonly listNext: (failed: readonly string[]) => Promise<readonly string[]>;
  readonly work: (id: string) => Promise<void>;
  /** Told of one that cannot be done; it is left. */
  readonly onFailure: (id: string, error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Does something for everything that an older release left to do, one after the other; gives for how many. */
export async function workThrough({ listNext, work, onFailure, signal }: WorkThrough): Promise<number> {
  const failed: string[] = [];
  let done = 0;
  for (;;) {
    const batch = await listNext(failed);
    if (batch.length === 0) return done;
    for (const id of batch) {
      signal.throwIfAborted();
      const start = performance.now();
      try {
        await work(id);
        done += 1;
      } catch (error) {
        onFailure(id, error);
        failed.push(id);
      }
      await wait((performance.now() - start) * restShare, undefined, { signal });
    }
  }
}
