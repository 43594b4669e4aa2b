import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { drives } from "#services/database/schema/drives.ts";
import { events, idempotencyKeys, pages, streams } from "#services/database/schema/pages.ts";
import { sessionTokens, signInFailures, socketTokens } from "#services/database/schema/people.ts";
import { createSession } from "#services/identity/sessions.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { emptyTrash } from "#services/web/empty-trash.ts";
import { startSweeping } from "#services/web/sweep.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const hourMs = 3_600_000;
let testDatabase: TestDatabase;
let web: TestWeb;
let db: Database;
let ada: TestPerson;
let userId: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  web = await startTestWeb(testDatabase.url);
  db = web.db;
  ada = await web.addPerson("Ada");
  userId = ada.actor.userId;
  // Only what the tests leave is counted.
  await db.delete(sessionTokens);
  await db.delete(events);
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
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
    const sweep = startSweeping({ services: web.services, times: { firstAfterMs: 1, everyMs: 10 } });
    await expect.poll(countRows).toEqual([1, 1, 1, 1, 1]);
    await leaveRows();
    await expect.poll(countRows).toEqual([2, 2, 2, 2, 2]);
    await sweep.stop();
  });

  it("stay when the sweep is stopped before its time, which takes no time", async () => {
    const before = await countRows();
    const sweep = startSweeping({ services: web.services, times: { firstAfterMs: hourMs, everyMs: hourMs } });
    await sweep.stop();
    expect(await countRows()).toEqual(before);
  });
});

describe("what lies in the trash", () => {
  const create = (driveId: string, title: string, parentId: string | null = null) =>
    web.call("pages.create", { driveId, type: "document", title, parentId }, ada);
  const since = (days: number) => sql`now() - make_interval(days => ${days})`;
  const titles = async () => (await db.select({ title: pages.title }).from(pages)).map(({ title }) => title).toSorted();

  async function putAway(pageId: string, days: number): Promise<void> {
    await web.call("pages.trash", { pageId }, ada);
    await db
      .update(pages)
      .set({ trashedAt: since(days) })
      .where(eq(pages.trashRootId, pageId));
  }

  it("is deleted for ever after 30 days, pages with all below them and drives with all in them, and nothing else", async () => {
    await db.delete(pages);
    const [kept, driveId, gone] = [await web.addDrive(ada), await web.addDrive(ada), await web.addDrive(ada)];
    const old = await create(kept, "old");
    await create(kept, "below old", old.id);
    await putAway(old.id, 31);
    const young = await create(kept, "young");
    await putAway(young.id, 29);
    await create(kept, "living");
    await putAway((await create(driveId, "in a trashed drive")).id, 31);
    await create(gone, "in an old drive");
    for (const [id, days] of [
      [driveId, 29],
      [gone, 31],
    ] as const) {
      await web.call("drives.trash", { driveId: id }, ada);
      await db
        .update(drives)
        .set({ trashedAt: since(days) })
        .where(eq(drives.id, id));
    }
    await emptyTrash(web.services);
    expect(await titles()).toEqual(["in a trashed drive", "living", "young"]);
    expect(await db.$count(documents)).toBe(3);
    expect(await db.$count(drives, eq(drives.id, gone))).toBe(0);
    expect(await db.$count(streams, eq(streams.id, gone))).toBe(0);
    const { items } = await web.call("drives.listTrashed", {}, ada);
    expect(items.map(({ id }) => id)).toEqual([driveId]);
  });

  it("is told to those who saw it", async () => {
    const driveId = await web.addDrive(ada);
    const page = await create(driveId, "seen");
    await putAway(page.id, 31);
    const { streams: heads } = await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, ada);
    await emptyTrash(web.services);
    const { streams: told } = await web.call(
      "events.list",
      { streams: [{ id: driveId, cursor: heads[0]?.cursor ?? null }] },
      ada,
    );
    expect(told[0]?.items).toMatchObject([{ type: "page.deleted", pageId: page.id, actorId: null }]);
  });
});
