import { OperationError } from "#services/platform/errors.ts";
import { pause } from "#services/realtime/pause.ts";

const pauseMs = { first: 50, longest: 500 };
/** How long a request waits for the database at most: longer than it takes to start again, in milliseconds. */
const patienceMs = 8_000;

/** Runs a task that reads, again while the database is away, so that a short absence only delays; refusals end it. */
export async function outlastDatabase<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (let waitMs: number = pauseMs.first; ; waitMs = Math.min(waitMs * 2, pauseMs.longest)) {
    try {
      return await task();
    } catch (error) {
      if (error instanceof OperationError || signal.aborted || performance.now() > deadline) throw error;
    }
    await pause(waitMs, signal);
  }
}
