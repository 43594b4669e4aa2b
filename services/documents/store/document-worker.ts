import { OperationError } from "#services/platform/errors.ts";
import { brokenSentence, createDocumentThread, type DocumentThread, type Job } from "./document-thread.ts";
import { type WorkerResult, type WorkerTask, workerResults } from "./worker-messages.ts";

const taskTimeoutMs = 30_000;
/** How long a task waits for the threads there are before another is started, in milliseconds. */
const patienceMs = 250;
/** Threads that work at the same time at most. */
const mostThreads = 3;
/** Work on documents up to this size is cheaper in place than in the thread, in bytes of log. */
export const inlineBytes = 200_000;

type Input<Kind extends WorkerTask["kind"]> = Omit<Extract<WorkerTask, { kind: Kind }>, "kind">;

/** Work on whole documents. Every task throws `unavailable` when it takes too long or the thread ends. */
export interface DocumentWorker {
  replace(input: Input<"replace">): Promise<WorkerResult<"replace">>;
  render(input: Input<"render">): Promise<string>;
  project(input: Input<"project">): Promise<WorkerResult<"project">>;
  /** As `project`, with what search needs. */
  index(input: Input<"index">): Promise<WorkerResult<"index">>;
  snapshot(input: Input<"snapshot">): Promise<Uint8Array>;
  /** The update that carries a document over to a flow of words; an empty one where it is no tree. */
  migrate(input: Input<"migrate">): Promise<WorkerResult<"migrate">>;
  /** The update after which pictures and links name other pages. */
  readdress(input: Input<"readdress">): Promise<WorkerResult<"readdress">>;
  /** Ends the thread and refuses what waits; the next task starts another. */
  stop(): Promise<void>;
}

/**
 * Work on whole documents off the process's own loop: in one thread, and in further ones while a task is slow, so that one
 * document that takes long holds up no other. Idle threads keep no process alive, and end.
 */
export function createDocumentWorker(limits: { readonly timeoutMs?: number } = {}): DocumentWorker {
  const timeoutMs = limits.timeoutMs ?? taskTimeoutMs;
  const waiting: Job[] = [];
  const threads: DocumentThread[] = [];
  let patience: NodeJS.Timeout | undefined;

  function next(): void {
    for (const thread of threads) {
      if (thread.busySince !== undefined) continue;
      const job = waiting.shift();
      if (job !== undefined) thread.run(job);
    }
    clearTimeout(patience);
    if (waiting.length === 0 || threads.length >= mostThreads) return;
    const newest = Math.max(...threads.map(({ busySince }) => busySince ?? 0));
    const leftMs = threads.length === 0 ? 0 : newest + patienceMs - performance.now();
    if (leftMs > 0) {
      patience = setTimeout(next, leftMs);
      return;
    }
    threads.push(createDocumentThread({ timeoutMs, onFree: next }));
    next();
  }

  async function stop(): Promise<void> {
    clearTimeout(patience);
    for (const job of waiting.splice(0)) job.settle({ error: new OperationError("unavailable", brokenSentence) });
    await Promise.all(threads.map((thread) => thread.stop()));
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
    readdress: async (input) => workerResults.readdress.parse(await run({ kind: "readdress", ...input })),
    stop,
  };
}
