import { sql } from "drizzle-orm";
import { openDatabase } from "#services/database/connection.ts";
import type { Logger } from "#services/platform/logger.ts";
import { fileProcessingQueue, fileProcessingQueueOptions, passiveBossOptions } from "./queues.ts";

/** Schema version of the installed pg-boss; while the database has it, the library need not be loaded at start. */
export const jobSchemaVersion = 46;

/** Brings the queue's own schema and queues up to date; several instances may call it at once. Needs a direct connection. */
export async function ensureJobSchema(directUrl: string, logger: Logger): Promise<void> {
  if (await isUpToDate(directUrl, logger)) return;
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...passiveBossOptions, connectionString: directUrl, max: 1 });
  boss.on("error", (error) => logger.warn({ err: error }, "the job queue's schema could not be read"));
  await boss.start();
  try {
    await boss.createQueue(fileProcessingQueue, fileProcessingQueueOptions);
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function isUpToDate(url: string, logger: Logger): Promise<boolean> {
  await using database = openDatabase({ url, maxConnections: 1, logger });
  const { db } = database;
  const made = await db.execute<{ isMade: boolean }>(sql`SELECT to_regclass('pgboss.queue') IS NOT NULL AS "isMade"`);
  if (!made.rows[0]?.isMade) return false;
  const found = await db.execute<{ version: number }>(sql`
    SELECT version FROM pgboss.version JOIN pgboss.queue ON queue.name = ${fileProcessingQueue}
    WHERE version.version = ${jobSchemaVersion}`);
  return found.rows.length > 0;
}
