import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { documents } from "#services/database/schema/documents.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { appendUpdates } from "./append-updates.ts";
import { compactDocument } from "./compact-document.ts";
import { createDocumentWorker } from "./document-worker.ts";
import { openDocument } from "./load-document.ts";
import { migrateDocument } from "./migrate-document.ts";
import { readContent } from "./read-content.ts";
import { replaceContent } from "./replace-content.ts";
import { startMigration } from "./start-migration.ts";
import { openTestStore, type TestStore } from "./testing/open-test-store.ts";

const worker = createDocumentWorker();
let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openTestStore(database.url);
});
afterAll(async () => {
  await worker.stop();
  await store[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** A page whose document was written by a release before the flow, one paragraph an update. */
async function plantTree(...words: readonly string[]): Promise<string> {
  const pageId = await store.createPage();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (const each of words) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(each)]);
    const tree = doc.getXmlFragment(treeField);
    tree.insert(tree.length, [paragraph]);
  }
  await store.db.update(documents).set({ schemaVersion: 1 }).where(eq(documents.pageId, pageId));
  await append(pageId, updates);
  return pageId;
}

function append(pageId: string, updates: readonly Uint8Array[]) {
  return store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: store.userId }]));
}

async function textOf(pageId: string): Promise<string> {
  return (await readContent(store.db, { pageId, format: "text", worker })).content;
}

async function versionOf(pageId: string): Promise<number | undefined> {
  const [row] = await store.db.select().from(documents).where(eq(documents.pageId, pageId));
  return row?.schemaVersion;
}

test("a document of an older release is read as it is, and carried over by one update more, once", async () => {
  const pageId = await plantTree("one", "two");
  expect(await textOf(pageId)).toBe("one\ntwo");
  expect(await migrateDocument(store.db, { pageId, worker })).toBe(true);
  expect(await migrateDocument(store.db, { pageId, worker })).toBe(false);
  expect(await textOf(pageId)).toBe("one\ntwo");
  expect((await openDocument(store.db, pageId)).headSeq).toBe(3);
  await compactDocument(store.db, { pageId, keepRowsMs: 0 });
  expect(await textOf(pageId)).toBe("one\ntwo");
});

test("several processes carry one document over once, whatever is written meanwhile", async () => {
  const pageId = await plantTree("one");
  const late = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("meanwhile")]);
  late.getXmlFragment(treeField).insert(0, [paragraph]);
  const tries = [1, 2, 3].map(() => migrateDocument(store.db, { pageId, worker }));
  await append(pageId, [Y.encodeStateAsUpdate(late)]);
  const done = await Promise.all(tries);
  expect(done.filter(Boolean)).toHaveLength(1);
  expect((await openDocument(store.db, pageId)).headSeq).toBe(3);
  expect((await textOf(pageId)).split("one")).toHaveLength(2);
});

test("an edit carries its document over first; one made from a version before that is told to read again", async () => {
  const pageId = await plantTree("one", "two");
  const edit = { pageId, actorId: store.userId, worker };
  await replaceContent(store.db, { ...edit, markdown: "one\n\ntwo\n\nthree\n" }, (write) =>
    store.db.transaction(write),
  );
  expect(await textOf(pageId)).toBe("one\ntwo\nthree");
  await expect(
    replaceContent(store.db, { ...edit, markdown: "one\n", baseVersion: 2 }, (write) => store.db.transaction(write)),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(await textOf(pageId)).toBe("one\ntwo\nthree");
});

test("documents nobody opens are carried over in the background; one that cannot be stays readable", async () => {
  const whole = await plantTree("whole");
  const odd = await plantTree();
  const doc = new Y.Doc();
  const callout = new Y.XmlElement("callout");
  callout.insert(0, [new Y.XmlText("from elsewhere")]);
  doc.getXmlFragment(treeField).insert(0, [callout]);
  await append(odd, [Y.encodeStateAsUpdate(doc)]);
  const migration = startMigration({ db: store.db, logger: store.logger });
  await migration.stop();
  expect(await versionOf(whole)).toBe(schemaVersion);
  expect(await versionOf(odd)).toBe(1);
  expect(await textOf(whole)).toBe("whole");
  expect(await textOf(odd)).toBe("from elsewhere");
});
