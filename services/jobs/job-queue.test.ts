import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { ensureJobSchema, jobSchemaVersion } from "./ensure-job-schema.ts";
import { createJobQueue, type JobQueue } from "./job-queue.ts";
import { startJobWorker } from "./work-queue.ts";

const logger = createLogger({ name: "test", level: "silent" });
let test: TestDatabase;
let database: OpenDatabase;
let queue: JobQueue;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase({ url: test.url, maxConnections: 4, logger });
  queue = createJobQueue({ db: database.db, logger });
});
afterAll(async () => {
  await queue.close();
  await database.close();
  await test[Symbol.asyncDispose]();
});

async function listWaiting(): Promise<string[]> {
  const found = await database.db.execute<{ key: string }>(
    sql`SELECT singleton_key AS key FROM pgboss.job WHERE state = 'created' ORDER BY 1`,
  );
  return found.rows.map((row) => row.key);
}

it("several instances make the queue's schema at once, and its version is the one expected", async () => {
  await Promise.all([ensureJobSchema(test.url, logger), ensureJobSchema(test.url, logger)]);
  await ensureJobSchema(test.url, logger);
  const found = await database.db.execute<{ version: number }>(sql`SELECT version FROM pgboss.version`);
  expect(found.rows).toEqual([{ version: jobSchemaVersion }]);
});

it("a job exists if and only if its transaction commits, and waits only once", async () => {
  const rolledBack = database.db.transaction(async (tx) => {
    await queue.enqueueFileProcessing(tx, "lost");
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  await database.db.transaction((tx) => queue.enqueueFileProcessing(tx, "kept"));
  await database.db.transaction((tx) => queue.enqueueFileProcessing(tx, "kept"));
  expect(await listWaiting()).toEqual(["kept"]);
});

it("a job that fails is tried again, and one that was broken off by a stop comes back", async () => {
  const attempts: string[] = [];
  const again = Promise.withResolvers<void>();
  const running = Promise.withResolvers<void>();
  const worker = await startJobWorker(
    {
      directUrl: test.url,
      logger,
      concurrency: 1,
      async processFile(contentHash, signal) {
        attempts.push(contentHash);
        if (contentHash === "kept" && attempts.length === 1) throw new Error("once");
        if (contentHash === "kept") return again.resolve();
        running.resolve();
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    },
    new AbortController().signal,
  );
  await again.promise;
  await worker.enqueue(["long"]);
  await running.promise;
  await worker.stop();
  expect(attempts).toEqual(["kept", "kept", "long"]);
  const found = await database.db.execute<{ state: string }>(
    sql`SELECT state FROM pgboss.job WHERE singleton_key = 'long'`,
  );
  expect(found.rows).toEqual([{ state: "retry" }]);
});
