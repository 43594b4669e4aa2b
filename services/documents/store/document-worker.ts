import { Worker } from "node:worker_threads";
import { entryPath } from "#services/platform/entry-path.ts";
import { OperationError } from "#services/platform/errors.ts";
import { WorkerAnswer, type WorkerResult, type WorkerTask, workerResults } from "./worker-messages.ts";

const taskTimeoutMs = 30_000;
const idleTimeoutMs = 60_000;
const maxHeapMb = 1_024;
/** Work on documents up to this size is cheaper in place than in the thread, in bytes of log. */
export const inlineBytes = 200_000;

interface Job {
  readonly task: WorkerTask;
  settle(outcome: { readonly result: unknown } | { readonly error: Error }): void;
}

type Input<Kind extends WorkerTask["kind"]> = Omit<Extract<WorkerTask, { kind: Kind }>, "kind">;

/** Work on whole documents, one task after another. Every task throws `unavailable` when it takes too long or the thread ends. */
export interface DocumentWorker {
  replace(input: Input<"replace">): Promise<WorkerResult<"replace">>;
  render(input: Input<"render">): Promise<string>;
  project(input: Input<"project">): Promise<WorkerResult<"project">>;
  /** As `project`, with what search needs. */
  index(input: Input<"index">): Promise<WorkerResult<"index">>;
  snapshot(input: Input<"snapshot">): Promise<Uint8Array>;
  /** The update that carries a document over to a flow of words; an empty one where it is no tree. */
  migrate(input: Input<"migrate">): Promise<WorkerResult<"migrate">>;
  /** Ends the thread and refuses what waits; the next task starts another. */
  stop(): Promise<void>;
}

/** A thread for work on whole documents, started with the first task and ended after a minute without one. It keeps no process alive while idle. */
export function createDocumentWorker(limits: { readonly timeoutMs?: number } = {}): DocumentWorker {
  const timeoutMs = limits.timeoutMs ?? taskTimeoutMs;
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let current: { readonly job: Job; readonly timer: NodeJS.Timeout } | undefined;
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
    clearTimeout(current.timer);
    current.job.settle(outcome);
    current = undefined;
    next();
  }

  function next(): void {
    if (current) return;
    clearTimeout(idleTimer);
    const job = waiting.shift();
    if (!job) {
      worker?.unref();
      idleTimer = setTimeout(() => void stop(), idleTimeoutMs).unref();
      return;
    }
    worker ??= start();
    worker.ref();
    current = { job, timer: setTimeout(giveUp, timeoutMs) };
    worker.postMessage(job.task);
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
    for (const job of waiting.splice(0)) job.settle({ error: new OperationError("unavailable", brokenSentence) });
    if (current) finish({ error: new OperationError("unavailable", brokenSentence) });
    await ended;
  }

  function run(task: WorkerTask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle: Job["settle"] = (outcome) => ("error" in outcome ? reject(outcome.error) : resolve(outcome.result));
      waiting.push({ task, settle });
      next();
    });
  }
  return {
    replace: async (input) => workerResults.replace.parse(await run({ kind: "replace", ...input })),
    render: async (input) => workerResults.render.parse(await run({ kind: "render", ...input })),
    project: async (input) => workerResults.project.parse(await run({ kind: "project", ...input })),
    index: async (input) => workerResults.index.parse(await run({ kind: "index", ...input })),
    snapshot: async (input) => workerResults.snapshot.parse(await run({ kind: "snapshot", ...input })),
    migrate: async (input) => workerResults.migrate.parse(await run({ kind: "migrate", ...input })),
    stop,
  };
}

const slowSentence = "Working on this document took too long; nothing was changed. Try a smaller change.";
const brokenSentence = "Working on this document was broken off; nothing was changed. Try again.";
