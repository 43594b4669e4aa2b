import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { openDatabase } from "#services/database/connection.ts";
import { documentSnapshots, documents } from "#services/database/schema/documents.ts";
import { events, pages, searchEntries } from "#services/database/schema/pages.ts";
import { flowField } from "#services/documents/schema/flow/fields.ts";
import { addBlock } from "#services/documents/schema/flow/testing/raw-words.ts";
import { indexBody, indexTitle } from "#services/search/search-vector.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { appendUpdates } from "./append-updates.ts";
import { createDocumentWorker, type DocumentWorker } from "./document-worker.ts";
import { projectDocument } from "./project-document.ts";
import { readContent } from "./read-content.ts";
import { startCompaction } from "./start-compaction.ts";
import { startProjections } from "./start-projections.ts";
import { openTestStore, type TestStore } from "./testing/open-test-store.ts";

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openTestStore(database.url);
});

afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function write(pageId: string, words: string): Promise<void> {
  const doc = new Y.Doc();
  addBlock(doc, words);
  const updates = [Y.encodeStateAsUpdate(doc)];
  await store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: store.userId }]));
}

async function projectedOf(pageId: string) {
  const [row] = await store.db.select().from(documents).where(eq(documents.pageId, pageId));
  return row;
}

function eventsOf(pageId: string) {
  return store.db.select().from(events).where(eq(events.pageId, pageId));
}

test("a projection makes text, JSON and a search entry, and tells the drive who changed the page", async () => {
  const pageId = await store.createPage();
  await write(pageId, "needle");
  const heads = await projectDocument(store.db, { pageId });
  expect(heads).toMatchObject([{ id: store.driveId }]);
  expect(await projectedOf(pageId)).toMatchObject({ projectedSeq: 1, projectedText: "needle" });
  const [entry] = await store.db.select().from(searchEntries).where(eq(searchEntries.pageId, pageId));
  expect(entry?.body).toBe("needle");
  expect(await eventsOf(pageId)).toMatchObject([{ type: "page.content-changed", actor: store.userId }]);
  const [page] = await store.db.select().from(pages).where(eq(pages.id, pageId));
  expect(page?.updatedBy).toBe(store.userId);
});

test("of several processes one projects and one event is told", async () => {
  const pageId = await store.createPage();
  await write(pageId, "once");
  const told = await Promise.all([1, 2, 3, 4].map(() => projectDocument(store.db, { pageId })));
  expect(told.filter((heads) => heads.length > 0)).toHaveLength(1);
  expect(await eventsOf(pageId)).toHaveLength(1);
});

test("who wrote reads it before and after the projection", async () => {
  const pageId = await store.createPage();
  await write(pageId, "first");
  expect(await readContent(store.db, { pageId, format: "text" })).toEqual({ content: "first", version: 1 });
  await projectDocument(store.db, { pageId });
  expect(await readContent(store.db, { pageId, format: "text" })).toEqual({ content: "first", version: 1 });
  await write(pageId, "second");
  expect((await readContent(store.db, { pageId, format: "text" })).version).toBe(2);
});

test("text that PostgreSQL refuses is projected without it", async () => {
  const pageId = await store.createPage();
  await write(pageId, "a\u0000b\ud800c");
  await projectDocument(store.db, { pageId });
  expect((await projectedOf(pageId))?.projectedText).toBe("ab\ufffdc");
});

test("an edit is projected within a second of being told", async () => {
  const pageId = await store.createPage();
  const told = Promise.withResolvers<void>();
  const projections = startProjections({ db: store.db, logger: store.logger, onPublished: () => told.resolve() });
  await write(pageId, "kicked");
  const start = performance.now();
  projections.kick(pageId);
  projections.kick(pageId);
  await told.promise;
  expect(performance.now() - start).toBeLessThan(1_000);
  expect((await projectedOf(pageId))?.projectedText).toBe("kicked");
  await projections.stop();
  expect(await eventsOf(pageId)).toHaveLength(1);
});

test("what is waiting is projected before the end", async () => {
  const pageId = await store.createPage();
  const projections = startProjections({ db: store.db, logger: store.logger });
  await write(pageId, "last words");
  projections.kick(pageId);
  await projections.stop();
  expect((await projectedOf(pageId))?.projectedText).toBe("last words");
});

test("a start finds what a crash left, also beside a damaged document", async () => {
  const damaged = await store.createPage();
  await write(damaged, "gone");
  await store.db.execute(sql`DELETE FROM document_updates WHERE page_id = ${damaged}`);
  const pageId = await store.createPage();
  await write(pageId, "left behind");
  await store.db.execute(sql`UPDATE documents SET updated_at = now() - interval '1 minute'`);
  const told = Promise.withResolvers<void>();
  const projections = startProjections({ db: store.db, logger: store.logger, onPublished: () => told.resolve() });
  await told.promise;
  await projections.stop();
  expect((await projectedOf(pageId))?.projectedText).toBe("left behind");
});

test("background work outlives an absent database and says so once", async () => {
  const absent = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none", maxConnections: 1, logger: store.logger });
  const warned = Promise.withResolvers<void>();
  const warn = vi.spyOn(store.logger, "warn").mockImplementation(() => warned.resolve());
  const projections = startProjections({ db: absent.db, logger: store.logger });
  const compaction = startCompaction({ db: absent.db, logger: store.logger });
  projections.kick(await store.createPage());
  await warned.promise;
  await projections.stop();
  await compaction.stop();
  expect(warn).toHaveBeenCalledTimes(3);
  warn.mockRestore();
  await absent.close();
});

test("what a large document says is found without holding it up", async () => {
  const pageId = await store.createPage();
  const words = Array.from({ length: 40_000 }, (_, index) => `word${index % 9_000} 東京都`).join(" ");
  await write(pageId, words);
  const worker = createDocumentWorker();
  const indexing: DocumentWorker = {
    ...worker,
    index: async (input) => {
      await store.db.execute(sql`SELECT FROM documents WHERE page_id = ${pageId} FOR UPDATE NOWAIT`);
      return worker.index(input);
    },
  };
  expect(await projectDocument(store.db, { pageId, worker: indexing })).toHaveLength(1);
  await worker.stop();
  const [title, body] = [indexTitle("A page"), indexBody(words)];
  const [entry] = await store.db
    .select({
      isSame: sql<boolean>`vector = ${title.vector}::tsvector || ${body.vector}::tsvector`,
      places: searchEntries.places,
    })
    .from(searchEntries)
    .where(eq(searchEntries.pageId, pageId));
  expect(entry).toEqual({ isSame: true, places: [title.positions, ...body.places] });
});

function snapshotsOf(pageId: string) {
  return store.db.select().from(documentSnapshots).where(eq(documentSnapshots.pageId, pageId));
}

test("a few changes that are large are compacted too", async () => {
  const pageId = await store.createPage();
  const updates = Array.from({ length: 9 }, (_, index) => {
    const doc = new Y.Doc();
    doc.getMap("parts").set(String(index), "x".repeat(1_000_000));
    return Y.encodeStateAsUpdate(doc);
  });
  await store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates: updates.slice(0, 5), actorId: null }]));
  await startCompaction({ db: store.db, logger: store.logger }).stop();
  expect(await snapshotsOf(pageId)).toEqual([]);
  await store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates: updates.slice(5), actorId: null }]));
  await startCompaction({ db: store.db, logger: store.logger }).stop();
  expect(await snapshotsOf(pageId)).toMatchObject([{ throughSeq: 9 }]);
});

test("documents that cannot be compacted or projected keep no other from its turn", async () => {
  const damaged = await Promise.all(Array.from({ length: 120 }, () => store.createPage()));
  const pageId = await store.createPage();
  const updates = Array.from({ length: 200 }, () => Y.encodeStateAsUpdate(new Y.Doc()));
  await store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: null }]));
  await store.db
    .update(documents)
    .set({ headSeq: 1_000, updatedAt: sql`now() - interval '2 minutes'` })
    .where(inArray(documents.pageId, damaged));
  await store.db
    .update(documents)
    .set({ updatedAt: sql`now() - interval '1 minute'` })
    .where(eq(documents.pageId, pageId));
  const compaction = startCompaction({ db: store.db, logger: store.logger, everyMs: 10 });
  const projections = startProjections({ db: store.db, logger: store.logger });
  await expect.poll(() => snapshotsOf(pageId)).toHaveLength(1);
  await expect.poll(async () => (await projectedOf(pageId))?.projectedSeq).toBe(200);
  await compaction.stop();
  await projections.stop();
  await store.db.delete(documents).where(inArray(documents.pageId, damaged));
});

test("long logs are compacted in the background", async () => {
  const pageId = await store.createPage();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  addBlock(doc, "");
  const text = doc.getText(flowField);
  for (let index = 0; index < 300; index += 1) text.insert(index + 1, "x");
  await store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: null }]));
  const compaction = startCompaction({ db: store.db, logger: store.logger });
  await compaction.stop();
  const found = await store.db.execute(sql`SELECT through_seq FROM document_snapshots WHERE page_id = ${pageId}`);
  expect(found).toMatchObject({ rows: [{ through_seq: "301" }] });
});
