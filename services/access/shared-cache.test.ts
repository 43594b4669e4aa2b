import { createClient } from "@redis/client";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Access, createAccess } from "#services/access/access.ts";
import { raiseEpochs } from "#services/access/epochs.ts";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";
import { hasRedis } from "#services/tests/redis/has-redis.ts";
import { startRedis, type TestRedis } from "#services/tests/redis/start-redis.ts";

const logger = createLogger({ name: "test", level: "silent" });
let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let open: OpenDatabase;
let db: Database;

interface Place {
  readonly userId: string;
  readonly driveId: string;
  readonly pageIds: readonly [string, string];
}

async function createPlace(): Promise<Place> {
  const [userId, driveId] = [createId(), createId()];
  const pageIds = [createId(), createId()] as const;
  await db.insert(users).values({ id: userId, name: "Ada", email: `${userId}@example.org` });
  await db.insert(drives).values({ id: driveId, name: "Team", kind: "shared", ownerId: userId });
  await db.insert(driveMembers).values({ driveId, userId, role: "viewer" });
  await db
    .insert(pages)
    .values(pageIds.map((id) => ({ id, driveId, position: id, type: "document" as const, title: "Plan" })));
  return { userId, driveId, pageIds };
}

/** A connection of the test's own; a server that ends before it is no error. */
async function connect({ url }: TestRedis) {
  const client = createClient({ url });
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.destroy());
  return client;
}

/** A process that listens already, so that what it caches counts. */
async function startAccess(redis: TestRedis): Promise<Access> {
  const access = createAccess({ db, directUrl: testDatabase.url, logger, redisUrl: redis.url });
  onTestFinished(() => access.close());
  access.start();
  const place = await createPlace();
  // Until it listens, each answer comes from the database.
  await expect
    .poll(async () => {
      await access.pageLevel(place.userId, place.pageIds[0]);
      return countStatements(() => access.pageLevel(place.userId, place.pageIds[0]));
    })
    .toBe(0);
  return access;
}

async function countStatements(run: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await run();
    return query.mock.calls.filter(([given]) => !isComparison(given)).length;
  } finally {
    query.mockRestore();
  }
}

/** Processes compare what they cache with PostgreSQL every two seconds, whoever asks. */
function isComparison(given: unknown): boolean {
  return /access_epochs"? WHERE/i.test(JSON.stringify(given) ?? "");
}

async function becomeEditor({ driveId, userId }: Place): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(driveMembers).set({ role: "editor" }).where(eq(driveMembers.userId, userId));
    await raiseEpochs(tx, [driveId]);
  });
}

describe.skipIf(!hasRedis())("rights that processes share in Redis", () => {
  let redis: TestRedis;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
    db = open.db;
    redis = await startRedis();
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
    await open.close();
    await testDatabase[Symbol.asyncDispose]();
  });

  it("are read once for all of them, and never after a change", async () => {
    const place = await createPlace();
    const [first, second] = [await startAccess(redis), await startAccess(redis)];
    for (const pageId of place.pageIds) expect(await first.pageLevel(place.userId, pageId)).toBe("view");
    // The second learns under which epochs things hold from the first page it reads itself.
    expect(await second.pageLevel(place.userId, place.pageIds[0])).toBe("view");
    const asked = countStatements(async () => {
      expect(await second.pageLevel(place.userId, place.pageIds[1])).toBe("view");
    });
    expect(await asked).toBe(0);
    await becomeEditor(place);
    for (const access of [first, second]) {
      for (const pageId of place.pageIds) {
        await expect.poll(() => access.pageLevel(place.userId, pageId), { timeout: 1_000 }).toBe("edit");
      }
    }
  });

  it("lie under the key of their person and page for at most a minute, without anything secret", async () => {
    const place = await createPlace();
    const access = await startAccess(redis);
    await access.pageLevel(place.userId, place.pageIds[0]);
    const client = await connect(redis);
    const key = `pagespace:perms:${place.userId}:${place.pageIds[0]}`;
    await expect.poll(() => client.exists(key)).toBe(1);
    expect(JSON.parse((await client.get(key)) ?? "")).toMatchObject({ value: { kind: "page", level: "view" } });
    const leftMs = await client.pTTL(key);
    expect(leftMs).toBeGreaterThan(30_000);
    expect(leftMs).toBeLessThanOrEqual(60_000);
    expect((await client.keys("pagespace:*")).every((one) => /^pagespace:(perms|places|drives):/.test(one))).toBe(true);
  });

  it("are read from the database where Redis holds something else, or nothing any more", async () => {
    const place = await createPlace();
    const [first, second] = [await startAccess(redis), await startAccess(redis)];
    await first.pageLevel(place.userId, place.pageIds[1]);
    await second.pageLevel(place.userId, place.pageIds[0]);
    const client = await connect(redis);
    const forged = { value: { kind: "page", level: "manage" }, subjects: [], endsAt: Date.now() + 60_000 };
    for (const text of ["{", "null", JSON.stringify({ value: "manage" }), JSON.stringify(forged)]) {
      await client.set(`pagespace:perms:${place.userId}:${place.pageIds[1]}`, text);
      expect(await second.pageLevel(place.userId, place.pageIds[1])).toBe("view");
      second.forget(place.driveId);
    }
    await client.flushAll();
    expect(await second.pageLevel(place.userId, place.pageIds[1])).toBe("view");
  });

  it("cost at most a moment while Redis hangs, nothing after that, and nothing while it is gone; then it is used again", async () => {
    const own = await startRedis();
    const port = Number(new URL(own.url).port);
    const place = await createPlace();
    const access = await startAccess(own);
    await access.pageLevel(place.userId, place.pageIds[0]);
    own.signal("SIGSTOP");
    const since = performance.now();
    expect(await access.pageLevel(place.userId, place.pageIds[1])).toBe("view");
    // 50 ms for Redis; the rest is the database and a busy machine.
    expect(performance.now() - since).toBeLessThan(1_000);
    await own[Symbol.asyncDispose]();
    access.forget(place.driveId);
    for (const pageId of place.pageIds) expect(await access.pageLevel(place.userId, pageId)).toBe("view");
    await becomeEditor(place);
    await expect.poll(() => access.pageLevel(place.userId, place.pageIds[0]), { timeout: 5_000 }).toBe("edit");

    await using back = await startRedis(port);
    const client = await connect(back);
    await expect
      .poll(async () => {
        access.forget(place.driveId);
        await access.pageLevel(place.userId, place.pageIds[0]);
        return client.dbSize();
      })
      .toBeGreaterThan(0);
  });
});
