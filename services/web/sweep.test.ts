import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { events, idempotencyKeys } from "#services/database/schema/pages.ts";
import { sessionTokens, signInFailures, socketTokens, users } from "#services/database/schema/people.ts";
import { createSession } from "#services/identity/sessions.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startSweeping } from "#services/web/sweep.ts";

const logger = createLogger({ name: "test", level: "silent" });
const hourMs = 3_600_000;
let testDatabase: TestDatabase;
let open: OpenDatabase;
let db: Database;
let userId: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  open = openDatabase({ url: testDatabase.url, maxConnections: 3, logger });
  db = open.db;
  userId = createId();
  await db.insert(users).values({ id: userId, name: "Ada" });
});
afterAll(async () => {
  await open.close();
  await testDatabase[Symbol.asyncDispose]();
});

/** One row of each kind that has outlived its purpose, and one that has not. */
async function leaveRows(): Promise<void> {
  for (const age of [sql`interval '0'`, sql`interval '31 days'`]) {
    const { sessionId } = await createSession(db, { userId, userAgent: null });
    const past = sql`now() - ${age}`;
    const end = sql`now() + interval '1 day' - ${age}`;
    await db.insert(socketTokens).values({ tokenHash: Buffer.from(createId()), sessionId, expiresAt: end });
    await db.update(sessionTokens).set({ expiresAt: end }).where(sql`id = ${sessionId}`);
    const key = { actorId: userId, operation: "x", key: createId(), inputHash: "x", createdAt: past };
    await db.insert(idempotencyKeys).values(key);
    await db.insert(events).values({ streamId: createId(), seq: 1, type: "x", payload: {}, createdAt: past });
    const failure = { id: createId(), accountHash: Buffer.from("x"), address: "203.0.113.1", failedAt: past };
    await db.insert(signInFailures).values(failure);
  }
}

function countRows(): Promise<number[]> {
  return Promise.all(
    [socketTokens, sessionTokens, idempotencyKeys, events, signInFailures].map((table) => db.$count(table)),
  );
}

describe("rows that have outlived their purpose", () => {
  it("are removed soon after the start, and again and again, and no others", async () => {
    await leaveRows();
    expect(await countRows()).toEqual([2, 2, 2, 2, 2]);
    const sweep = startSweeping({ db, logger, times: { firstAfterMs: 1, everyMs: 10 } });
    await expect.poll(countRows).toEqual([1, 1, 1, 1, 1]);
    await leaveRows();
    await expect.poll(countRows).toEqual([2, 2, 2, 2, 2]);
    await sweep.stop();
  });

  it("stay when the sweep is stopped before its time, which takes no time", async () => {
    const before = await countRows();
    const sweep = startSweeping({ db, logger, times: { firstAfterMs: hourMs, everyMs: hourMs } });
    await sweep.stop();
    expect(await countRows()).toEqual(before);
  });
});
