import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { documentSnapshots, documentUpdates } from "#services/database/schema/documents.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { appendUpdates } from "./append-updates.ts";
import { compactDocument } from "./compact-document.ts";
import { DocumentDamaged } from "./document-damaged.ts";
import { loadDocument, openDocument } from "./load-document.ts";
import { readHeads } from "./read-heads.ts";
import { findLogAt } from "./read-log.ts";
import { readUpdates } from "./read-updates.ts";
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

/** A person with a copy of a document who types one letter at a time. */
function typist() {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  doc.getXmlFragment(treeField).insert(0, [text]);
  return {
    doc,
    type(letters: string): Uint8Array[] {
      for (const letter of letters) text.insert(text.length, letter);
      return updates.splice(0);
    },
  };
}

function append(pageId: string, updates: readonly Uint8Array[]) {
  return store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: store.userId }]));
}

function textOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getXmlFragment(treeField).toString();
}

test("appended updates are numbered densely and loaded again", async () => {
  const pageId = await store.createPage();
  const person = typist();
  expect(await append(pageId, person.type("ab"))).toEqual(new Map([[pageId, 3]]));
  expect(await append(pageId, person.type("c"))).toEqual(new Map([[pageId, 4]]));
  const loaded = await loadDocument(store.db, pageId);
  expect(loaded.headSeq).toBe(4);
  expect(textOf(loaded.state)).toBe("abc");
});

test("one transaction appends to several documents and tells each head", async () => {
  const first = await store.createPage();
  const second = await store.createPage();
  const [a, b] = [typist(), typist()];
  const heads = await store.db.transaction((tx) =>
    appendUpdates(tx, [
      { pageId: second, updates: b.type("x"), actorId: null, schemaVersion: schemaVersion + 1 },
      { pageId: first, updates: a.type("y"), actorId: store.userId },
      { pageId: second, updates: b.type("z"), actorId: store.userId },
    ]),
  );
  expect([...heads]).toEqual([
    [first, 2],
    [second, 3],
  ]);
  expect(textOf((await loadDocument(store.db, second)).state)).toBe("xz");
  expect((await loadDocument(store.db, second)).schemaVersion).toBe(schemaVersion + 1);
  expect([...(await readHeads(store.db, [first, second, createId()]))]).toEqual([
    [first, { headSeq: 2, schemaVersion, isTrashed: false, isLocked: false }],
    [second, { headSeq: 3, schemaVersion: schemaVersion + 1, isTrashed: false, isLocked: false }],
  ]);
});

test("an append to a page that is gone stores nothing anywhere", async () => {
  const pageId = await store.createPage();
  const updates = typist().type("a");
  const refused = store.db.transaction((tx) =>
    appendUpdates(tx, [
      { pageId, updates, actorId: null },
      { pageId: createId(), updates, actorId: null },
    ]),
  );
  await expect(refused).rejects.toMatchObject({ code: "not-found" });
  expect((await loadDocument(store.db, pageId)).headSeq).toBe(0);
});

test("a log with a gap is reported damaged, never shown short", async () => {
  const pageId = await store.createPage();
  await append(pageId, typist().type("abcd"));
  await store.db.delete(documentUpdates).where(sql`page_id = ${pageId} AND seq = 3`);
  await expect(loadDocument(store.db, pageId)).rejects.toBeInstanceOf(DocumentDamaged);
  await expect(readUpdates(store.db, { pageId, afterSeq: 1 })).rejects.toBeInstanceOf(DocumentDamaged);
  await expect(compactDocument(store.db, { pageId })).rejects.toBeInstanceOf(DocumentDamaged);
});

test("a page without a document is not found", async () => {
  await expect(loadDocument(store.db, createId())).rejects.toMatchObject({ code: "not-found" });
});

test("compaction keeps the document, two snapshots and the rows after the older one", async () => {
  const pageId = await store.createPage();
  const person = typist();
  for (const letters of ["abc", "def", "ghi"]) {
    await append(pageId, person.type(letters));
    expect(await compactDocument(store.db, { pageId, keepRowsMs: 0 })).toBe(true);
  }
  expect(await compactDocument(store.db, { pageId, keepRowsMs: 0 })).toBe(false);
  const snapshots = await store.db.select().from(documentSnapshots).where(eq(documentSnapshots.pageId, pageId));
  expect(snapshots.map((snapshot) => snapshot.throughSeq).sort()).toEqual([10, 7]);
  const rows = await store.db.select().from(documentUpdates).where(eq(documentUpdates.pageId, pageId));
  expect(rows.map((row) => row.seq).sort((a, b) => a - b)).toEqual([8, 9, 10]);
  expect(textOf((await loadDocument(store.db, pageId)).state)).toBe("abcdefghi");
});

test("young rows outlive their snapshots so that old versions can be rebuilt", async () => {
  const pageId = await store.createPage();
  const person = typist();
  for (const letters of ["abc", "def", "ghi"]) {
    await append(pageId, person.type(letters));
    await compactDocument(store.db, { pageId });
  }
  const log = await findLogAt(store.db, { pageId, version: 3 });
  expect(textOf(Y.mergeUpdates([...(log?.pieces ?? [])]))).toBe("ab");
  await store.db.delete(documentUpdates).where(sql`page_id = ${pageId} AND seq <= 7`);
  expect(await findLogAt(store.db, { pageId, version: 3 })).toBeUndefined();
  expect((await findLogAt(store.db, { pageId, version: 8 }))?.headSeq).toBe(8);
});

test("a follower reads the rows it lacks, or the whole document where they are gone", async () => {
  const pageId = await store.createPage();
  const person = typist();
  await append(pageId, person.type("abc"));
  expect((await readUpdates(store.db, { pageId, afterSeq: 2 })).updates).toHaveLength(2);
  expect(await readUpdates(store.db, { pageId, afterSeq: 4 })).toEqual({ headSeq: 4, updates: [], schemaVersion });
  for (const letters of ["def", "ghi"]) {
    await compactDocument(store.db, { pageId, keepRowsMs: 0 });
    await append(pageId, person.type(letters));
  }
  const followed = await readUpdates(store.db, { pageId, afterSeq: 1 });
  expect(followed.headSeq).toBe(10);
  expect(textOf(Y.mergeUpdates([...followed.updates]))).toBe("abcdefghi");
});

test("updates that came before what they build on survive compaction", async () => {
  const pageId = await store.createPage();
  const person = typist();
  const [first, ...later] = person.type("abc");
  if (!first) throw new Error("Nothing was typed.");
  await append(pageId, later);
  await compactDocument(store.db, { pageId, keepRowsMs: 0 });
  await append(pageId, [first]);
  const { doc } = await openDocument(store.db, pageId);
  expect(doc.getXmlFragment(treeField).toString()).toBe("abc");
});
