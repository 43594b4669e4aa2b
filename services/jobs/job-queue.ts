import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Database, Transaction } from "#services/database/connection.ts";
import type { Logger } from "#services/platform/logger.ts";
import { fileProcessingQueue, passiveBossOptions } from "./queues.ts";

/** The side of the queue that asks for work; every job joins the transaction of what it belongs to. */
export interface JobQueue extends AsyncDisposable {
  /** Has the processor make the preview and text of these bytes; asking again before it began changes nothing. */
  enqueueFileProcessing(tx: Transaction, contentHash: string): Promise<void>;
  close(): Promise<void>;
}

export interface JobQueueOptions {
  readonly db: Database;
  readonly logger: Logger;
}

/** A queue to put jobs into. The library behind it is loaded at the first job; the schema is made by `ensureJobSchema`. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  let opening: Promise<PgBoss> | undefined;

  function open(): Promise<PgBoss> {
    opening ??= start(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }
  async function enqueueFileProcessing(tx: Transaction, contentHash: string): Promise<void> {
    const [boss, { fromDrizzle }] = await Promise.all([open(), import("pg-boss")]);
    await boss.send(fileProcessingQueue, { contentHash }, { db: fromDrizzle(tx, sql), singletonKey: contentHash });
  }
  async function close(): Promise<void> {
    const boss = await opening;
    await boss?.stop({ graceful: false });
  }
  return { enqueueFileProcessing, close, [Symbol.asyncDispose]: close };
}

async function start({ db, logger }: JobQueueOptions): Promise<PgBoss> {
  const { fromDrizzle, PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...passiveBossOptions, migrate: false, db: fromDrizzle(db, sql) });
  boss.on("error", (error) => logger.warn({ err: error }, "the job queue could not be read"));
  return boss.start();
}
