import { Worker } from "node:worker_threads";
import { entryPath } from "#services/platform/entry-path.ts";
import { OperationError } from "#services/platform/errors.ts";
import { WorkerAnswer, type WorkerTask } from "./worker-messages.ts";

const idleTimeoutMs = 60_000;
const maxHeapMb = 1_024;

export interface Job {
  readonly task: WorkerTask;
  settle(outcome: { readonly result: unknown } | { readonly error: Error }): void;
}

/** One thread for one task at a time, started with the first and ended after a minute without one. */
export interface DocumentThread {
  /** Since when it works, as `performance.now()` tells; undefined where it is free. */
  readonly busySince: number | undefined;
  /** Performs a job; only to be called when free. */
  run(job: Job): void;
  /** Ends the thread and refuses what it is at; the next task starts another. */
  stop(): Promise<void>;
}

interface ThreadOptions {
  /** How long a task may take, in milliseconds; then the thread is ended. */
  readonly timeoutMs: number;
  readonly onFree: () => void;
}

export function createDocumentThread({ timeoutMs, onFree }: ThreadOptions): DocumentThread {
  let worker: Worker | undefined;
  let current: { readonly job: Job; readonly timer: NodeJS.Timeout; readonly since: number } | undefined;
  let idleTimer: NodeJS.Timeout | undefined;

  function start(): Worker {
    const started = new Worker(entryPath("diff-worker"), { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    started.on("message", (message: unknown) => {
      const answer = WorkerAnswer.parse(message);
      finish(answer.kind === "done" ? { result: answer.result } : { error: new Error(answer.message) });
    });
    started.on("error", (error) => drop(started, new OperationError("unavailable", brokenSentence, { cause: error })));
    started.on("exit", () => drop(started, new OperationError("unavailable", brokenSentence)));
    return started;
  }

  function drop(ended: Worker, error: Error): void {
    if (worker !== ended) return;
    worker = undefined;
    if (current) finish({ error });
  }

  function finish(outcome: Parameters<Job["settle"]>[0]): void {
    if (!current) return;
    const { job, timer } = current;
    clearTimeout(timer);
    current = undefined;
    worker?.unref();
    idleTimer = setTimeout(() => void stop(), idleTimeoutMs).unref();
    job.settle(outcome);
    onFree();
  }

  function giveUp(): void {
    const stuck = worker;
    worker = undefined;
    void stuck?.terminate();
    finish({ error: new OperationError("unavailable", slowSentence) });
  }

  async function stop(): Promise<void> {
    clearTimeout(idleTimer);
    const ending = worker;
    worker = undefined;
    const ended = ending?.terminate();
    if (current) finish({ error: new OperationError("unavailable", brokenSentence) });
    clearTimeout(idleTimer);
    await ended;
  }

  return {
    get busySince() {
      return current?.since;
    },
    run(job) {
      clearTimeout(idleTimer);
      worker ??= start();
      worker.ref();
      current = { job, timer: setTimeout(giveUp, timeoutMs), since: performance.now() };
      worker.postMessage(job.task);
    },
    stop,
  };
}

const slowSentence = "Working on this document took too long; nothing was changed. Try a smaller change.";
/** What somebody reads whose task was not done because a thread ended. */
export const brokenSentence = "Working on this document was broken off; nothing was changed. Try again.";
