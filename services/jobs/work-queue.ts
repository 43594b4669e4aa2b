import { setTimeout as wait } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import * as z from "zod";
import type { Logger } from "#services/platform/logger.ts";
import { fileProcessingQueue } from "./queues.ts";

/** How often an idle worker asks for jobs, in seconds. */
const pollSeconds = 0.5;

/** How often jobs of dead workers are looked for, in seconds. */
const superviseSeconds = 30;

/** Wait between looks whether web has made the schema, in milliseconds. */
const schemaWaitMs = 250;

/** Longest wait for running jobs at the end, in milliseconds; they come back as retries. */
const stopTimeoutMs = 3_000;

const FileJob = z.object({ contentHash: z.string() });

export interface JobWorkerOptions {
  /** A direct connection, not through a transaction-mode pooler. */
  readonly directUrl: string;
  readonly logger: Logger;
  /** How many jobs run side by side. */
  readonly concurrency: number;
  /** Does one job; a rejection has it tried again, then dropped from the queue. */
  readonly processFile: (contentHash: string, signal: AbortSignal) => Promise<void>;
}

export interface JobWorker extends AsyncDisposable {
  /** Puts these contents into the queue unless they wait there already. */
  enqueue(contentHashes: readonly string[]): Promise<void>;
  /** Ends running jobs by their signal and takes no more. */
  stop(): Promise<void>;
}

/** Starts taking jobs once the queue's schema is there; until then it waits. */
export async function startJobWorker(options: JobWorkerOptions, signal: AbortSignal): Promise<JobWorker> {
  const stopping = new AbortController();
  const boss = await openBoss(options, signal);
  await boss.work(
    fileProcessingQueue,
    { pollingIntervalSeconds: pollSeconds, localConcurrency: options.concurrency },
    async (jobs) => {
      for (const job of jobs) {
        const { contentHash } = FileJob.parse(job.data);
        await options.processFile(contentHash, AbortSignal.any([job.signal, stopping.signal]));
      }
    },
  );

  async function enqueue(contentHashes: readonly string[]): Promise<void> {
    for (const contentHash of contentHashes) {
      await boss.send(fileProcessingQueue, { contentHash }, { singletonKey: contentHash });
    }
  }
  async function stop(): Promise<void> {
    stopping.abort(new Error("The file service is stopping."));
    await boss.stop({ graceful: true, timeout: stopTimeoutMs });
  }
  return { enqueue, stop, [Symbol.asyncDispose]: stop };
}

async function openBoss({ directUrl, logger }: JobWorkerOptions, signal: AbortSignal): Promise<PgBoss> {
  for (;;) {
    const boss = new PgBoss({
      connectionString: directUrl,
      max: 2,
      migrate: false,
      schedule: false,
      registerInstance: false,
      superviseIntervalSeconds: superviseSeconds,
    });
    boss.on("error", (error) => logger.warn({ err: error }, "the job queue could not be read"));
    try {
      return await openOnce(boss);
    } catch (error) {
      logger.debug({ err: error }, "the job queue is not ready yet");
      await boss.stop({ graceful: false });
      await wait(schemaWaitMs, undefined, { signal });
    }
  }
}

async function openOnce(boss: PgBoss): Promise<PgBoss> {
  await boss.start();
  if (!(await boss.getQueue(fileProcessingQueue))) throw new Error("The queue is not made yet.");
  return boss;
}
