import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type OpenDatabase, openDatabase, type Transaction } from "#services/database/connection.ts";
import { drives } from "#services/database/schema/drives.ts";
import { files, pageFiles, pages, searchEntries } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { indexPage, refreshEntries } from "#services/search/index-page.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createFinishFile } from "./finish-file.ts";

const logger = createLogger({ name: "test", level: "silent" });
const contentHash = "a".repeat(64);
const finished = {
  kind: "extracted",
  preview: { kind: "none" },
  text: { kind: "ready" },
  textContent: "the heron waits",
} as const;
let test: TestDatabase;
let database: OpenDatabase;
let driveId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase({ url: test.url, maxConnections: 4, logger });
});
afterAll(async () => {
  await database.close();
  await test[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const { db } = database;
  await db.delete(pageFiles);
  await db.delete(files);
  driveId = createId();
  const ownerId = createId();
  await db.insert(users).values({ id: ownerId, name: "Ada", email: `${ownerId}@example.org` });
  await db.insert(drives).values({ id: driveId, name: "Shared", kind: "shared", ownerId });
  await db
    .insert(files)
    .values({ contentHash, sizeBytes: 1, mediaType: "text/plain", preview: "none", text: "pending" });
});

/** A page that shows the file, as an upload leaves it. */
async function addPage(tx: Transaction): Promise<string> {
  const pageId = createId();
  await tx.insert(pages).values({ id: pageId, driveId, position: pageId, type: "file", title: "before" });
  await tx.insert(pageFiles).values({ pageId, contentHash, name: "before" });
  await indexPage(tx, { pageId, body: "" });
  return pageId;
}

function finish(): Promise<void> {
  return createFinishFile(database.db, () => Promise.resolve())(contentHash, finished);
}

async function countWaiting(): Promise<number> {
  const found = await database.db.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted
        AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
  );
  return found.rows[0]?.count ?? 0;
}

async function entryOf(pageId: string) {
  const [entry] = await database.db.select().from(searchEntries).where(eq(searchEntries.pageId, pageId));
  return entry;
}

async function trash(tx: Transaction, pageId: string): Promise<void> {
  await tx.update(pages).set({ trashedAt: sql`now()`, trashRootId: pageId }).where(eq(pages.id, pageId));
}

it("a page trashed while its file's text is stored stays out of the search", async () => {
  const pageId = await database.db.transaction(addPage);
  let finishing: Promise<void> | undefined;
  await database.db.transaction(async (tx) => {
    await trash(tx, pageId);
    finishing = finish();
    await expect.poll(countWaiting).toBe(1);
    await refreshEntries(tx, [pageId]);
  });
  await finishing;
  expect(await entryOf(pageId)).toMatchObject({ isTrashed: true, body: finished.textContent });
});

it("a page renamed while its file's text is stored is found by its new title and by the text", async () => {
  const pageId = await database.db.transaction(addPage);
  let finishing: Promise<void> | undefined;
  await database.db.transaction(async (tx) => {
    await tx.update(pages).set({ title: "after" }).where(eq(pages.id, pageId));
    finishing = finish();
    await expect.poll(countWaiting).toBe(1);
    await refreshEntries(tx, [pageId]);
  });
  await finishing;
  expect(await entryOf(pageId)).toMatchObject({ title: "after", body: finished.textContent });
});

it("pages with the same file can be trashed together, in any order, while its text is stored", async () => {
  const [first, second] = [await database.db.transaction(addPage), await database.db.transaction(addPage)].sort();
  if (!first || !second) throw new Error("Two pages were added.");
  let finishing: Promise<void> | undefined;
  await database.db.transaction(async (tx) => {
    await trash(tx, second);
    finishing = finish();
    await expect.poll(countWaiting).toBe(1);
    await trash(tx, first);
    await refreshEntries(tx, [first, second]);
  });
  await finishing;
  for (const pageId of [first, second]) {
    expect(await entryOf(pageId)).toMatchObject({ isTrashed: true, body: finished.textContent });
  }
});

it("a page that comes to show the file while its text is stored is found by the text too", async () => {
  const first = await database.db.transaction(addPage);
  let second = "";
  let finishing: Promise<void> | undefined;
  await database.db.transaction(async (tx) => {
    second = await addPage(tx);
    await tx.update(files).set({ attempts: 1 }).where(eq(files.contentHash, contentHash));
    finishing = finish();
    await expect.poll(countWaiting).toBe(1);
  });
  await finishing;
  for (const pageId of [first, second]) expect(await entryOf(pageId)).toMatchObject({ body: finished.textContent });
  const [file] = await database.db.select().from(files);
  expect(file).toMatchObject({ text: "ready", textContent: finished.textContent });
});

it("a file stays pending until its text is findable, so a crash loses nothing", async () => {
  const pageId = await database.db.transaction(addPage);
  let finishing: Promise<void> | undefined;
  await database.db.transaction(async (tx) => {
    await tx.select().from(files).where(eq(files.contentHash, contentHash)).for("update");
    finishing = finish();
    await expect.poll(countWaiting).toBe(1);
    expect(await entryOf(pageId)).toMatchObject({ body: finished.textContent });
    const [file] = await database.db.select().from(files);
    expect(file?.text).toBe("pending");
  });
  await finishing;
});
