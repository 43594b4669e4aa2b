import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { openDatabase } from "#services/database/connection.ts";
import { documents, documentUpdates } from "#services/database/schema/documents.ts";
import { signClientOf } from "#services/documents/schema/flow/fields.ts";
import { listWords, typeAfter } from "#services/documents/schema/flow/testing/raw-words.ts";
import { applyMarkdownAsMinimalDiff } from "#services/documents/schema/yjs.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { appendUpdates } from "./append-updates.ts";
import { compactDocument } from "./compact-document.ts";
import { diffMarkdown } from "./diff-markdown.ts";
import { createDocumentWorker, type DocumentWorker } from "./document-worker.ts";
import { openDocument } from "./load-document.ts";
import { readContent } from "./read-content.ts";
import { type Replacement, replaceContent } from "./replace-content.ts";
import { openTestStore, type TestStore } from "./testing/open-test-store.ts";

let database: TestDatabase;
let store: TestStore;
let worker: DocumentWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openTestStore(database.url);
  worker = createDocumentWorker();
});

afterAll(async () => {
  await worker.stop();
  await store[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

function replaceInTransaction(replacement: Replacement) {
  return replaceContent(store.db, replacement, (append) => store.db.transaction(append));
}

function replace(pageId: string, change: Pick<Replacement, "markdown" | "baseVersion">) {
  return replaceInTransaction({ pageId, actorId: store.userId, worker, ...change });
}

async function markdownOf(pageId: string): Promise<string> {
  return (await readContent(store.db, { pageId, format: "markdown", worker })).content;
}

/** A person inserts letters into a paragraph in an open editor. */
async function typeInto(
  pageId: string,
  place: { readonly paragraph: number; readonly letters: string },
): Promise<number> {
  const { doc } = await openDocument(store.db, pageId);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  typeAfter(doc, listWords(doc)[place.paragraph] ?? "", place.letters);
  const heads = await store.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: store.userId }]));
  return heads.get(pageId) ?? 0;
}

test("markdown is read back as every format", async () => {
  const pageId = await store.createPage();
  expect(await replace(pageId, { markdown: "# Title\n\nHello **you**\n" })).toEqual({ seq: 1, hasChanged: true });
  const read = (format: "markdown" | "html" | "text" | "json") => readContent(store.db, { pageId, format, worker });
  expect(await read("markdown")).toEqual({ content: "# Title\n\nHello **you**\n", version: 1 });
  expect((await read("html")).content).toBe("<h1>Title</h1><p>Hello <strong>you</strong></p>");
  expect((await read("text")).content).toBe("Title\nHello you");
  expect(JSON.parse((await read("json")).content)).toMatchObject({ type: "doc", content: [{ type: "heading" }, {}] });
});

test("an empty document reads as empty", async () => {
  const pageId = await store.createPage();
  expect(await readContent(store.db, { pageId, format: "markdown", worker })).toEqual({ content: "", version: 0 });
  expect(await readContent(store.db, { pageId, format: "text", worker })).toEqual({ content: "", version: 0 });
});

test("unchanged content appends nothing", async () => {
  const pageId = await store.createPage();
  await replace(pageId, { markdown: "one\n\ntwo\n" });
  expect(await replace(pageId, { markdown: await markdownOf(pageId) })).toEqual({ seq: 1, hasChanged: false });
  expect(await replace(pageId, { markdown: "one\n\ntwo" })).toEqual({ seq: 1, hasChanged: false });
});

test("what was typed since the base stays", async () => {
  const pageId = await store.createPage();
  const { seq } = await replace(pageId, { markdown: "one\n\ntwo\n" });
  await typeInto(pageId, { paragraph: 0, letters: " typed" });
  await replace(pageId, { markdown: "one\n\ntwo changed\n\nthree\n", baseVersion: seq });
  expect(await markdownOf(pageId)).toBe("one typed\n\ntwo changed\n\nthree\n");
});

test("several edits from one old base by the same process are all kept", async () => {
  const pageId = await store.createPage();
  const { seq } = await replace(pageId, { markdown: "one\n\ntwo\n\nthree\n" });
  await replace(pageId, { markdown: "ONE\n\ntwo\n\nthree\n", baseVersion: seq });
  await replace(pageId, { markdown: "one\n\nTWO\n\nthree\n", baseVersion: seq });
  await replace(pageId, { markdown: "one\n\ntwo\n\nTHREE\n", baseVersion: seq });
  expect(await markdownOf(pageId)).toBe("ONE\n\nTWO\n\nTHREE\n");
});

test("edits at the same moment are all kept", async () => {
  const pageId = await store.createPage();
  await replace(pageId, { markdown: "1\n\n2\n\n3\n\n4\n\n5\n\n6\n" });
  const edits = [1, 2, 3, 4, 5, 6].map((place) => {
    const markdown = [1, 2, 3, 4, 5, 6].map((other) => (other === place ? `${other} edited` : `${other}`)).join("\n\n");
    return replace(pageId, { markdown, baseVersion: 1 });
  });
  const done = await Promise.all(edits);
  expect(done.map((one) => one.seq).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(await markdownOf(pageId)).toBe("1 edited\n\n2 edited\n\n3 edited\n\n4 edited\n\n5 edited\n\n6 edited\n");
});

test("an edit that is taken back leaves nothing, and the next one is whole", async () => {
  const pageId = await store.createPage();
  await replace(pageId, { markdown: "one\n" });
  const undone = replaceContent(store.db, { pageId, markdown: "lost\n", actorId: null, worker }, (append) =>
    store.db.transaction(async (tx) => {
      await append(tx);
      throw new Error("taken back");
    }),
  );
  await expect(undone).rejects.toThrow("taken back");
  await replace(pageId, { markdown: "one two\n" });
  expect(await markdownOf(pageId)).toBe("one two\n");
});

test("neither a connection nor a lock is held while the change is found", async () => {
  const pageId = await store.createPage();
  await using single = openDatabase({ url: database.url, maxConnections: 1, logger: store.logger });
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow: DocumentWorker = {
    ...worker,
    replace: async (input) => {
      asked.resolve();
      await goOn.promise;
      return worker.replace(input);
    },
  };
  const replaced = replaceContent(single.db, { pageId, markdown: "slow\n", actorId: null, worker: slow }, (append) =>
    single.db.transaction(append),
  );
  await asked.promise;
  await single.db.execute(sql`SELECT FROM documents WHERE page_id = ${pageId} FOR UPDATE`);
  await replace(pageId, { markdown: "quick\n" });
  goOn.resolve();
  expect(await replaced).toEqual({ seq: 2, hasChanged: true });
  expect((await markdownOf(pageId)).split("\n").sort().join("")).toBe("quickslow");
});

test("many edits by one process write under one client id, and that of its signs", async () => {
  const pageId = await store.createPage();
  for (const index of [1, 2, 3, 4, 5]) await replace(pageId, { markdown: `edit ${index}\n` });
  const { doc } = await openDocument(store.db, pageId);
  const [own = 0, signs] = [...doc.store.clients.keys()].sort((one, other) => one - other);
  expect(doc.store.clients.size).toBe(2);
  expect(signs).toBe(signClientOf(own));
});

test("an edit from a stale base takes another client id when only a block was begun under its own since", async () => {
  const base = new Y.Doc();
  applyMarkdownAsMinimalDiff(base, "one\n");
  const seen = Y.encodeStateAsUpdate(base);
  base.clientID = 7;
  applyMarkdownAsMinimalDiff(base, "one\n\n---\n");
  const head = [Y.encodeStateAsUpdate(base)];
  expect(Y.getState(base.store, 7)).toBe(0);
  const { clientId } = diffMarkdown({ head, base: [seen], markdown: "two\n\n---\n", clientIds: [7] });
  expect(clientId).not.toBe(7);
});

test("a base that can no longer be rebuilt is a conflict and one of the future is refused", async () => {
  const pageId = await store.createPage();
  for (const markdown of ["one\n", "two\n", "three\n"]) {
    await replace(pageId, { markdown });
    await compactDocument(store.db, { pageId, keepRowsMs: 0 });
  }
  await expect(replace(pageId, { markdown: "x", baseVersion: 1 })).rejects.toMatchObject({ code: "conflict" });
  await expect(replace(pageId, { markdown: "x", baseVersion: 9 })).rejects.toMatchObject({ code: "invalid-input" });
  expect(await markdownOf(pageId)).toBe("three\n");
});

test("a document of a newer editor is read but not changed", async () => {
  const pageId = await store.createPage();
  await replace(pageId, { markdown: "one\n" });
  await store.db.update(documents).set({ schemaVersion: 99 }).where(sql`page_id = ${pageId}`);
  await expect(replace(pageId, { markdown: "two\n" })).rejects.toMatchObject({ code: "client-outdated" });
  expect(await markdownOf(pageId)).toBe("one\n");
});

test("a document cannot grow beyond its limit, whatever its log holds", async () => {
  const pageId = await store.createPage();
  const change = { pageId, actorId: null, worker, maxBytes: 2_000 };
  for (let part = 0; part < 6; part += 1) {
    const markdown = `${String(part).repeat(600)}\n`;
    await replaceInTransaction({ ...change, markdown });
  }
  const before = await markdownOf(pageId);
  const tooMuch = replaceInTransaction({ ...change, markdown: "x".repeat(2_000) });
  await expect(tooMuch).rejects.toMatchObject({ code: "payload-too-large" });
  expect(await markdownOf(pageId)).toBe(before);
});

test("work that takes too long is given up and the next edit works", async () => {
  const pageId = await store.createPage();
  const hasty = createDocumentWorker({ timeoutMs: 1 });
  const slow = replaceInTransaction({ pageId, markdown: "a", actorId: null, worker: hasty });
  await expect(slow).rejects.toMatchObject({ code: "unavailable" });
  await hasty.stop();
  await replace(pageId, { markdown: "b\n" });
  expect(await markdownOf(pageId)).toBe("b\n");
  const rows = await store.db.select().from(documentUpdates).where(sql`page_id = ${pageId}`);
  expect(rows.map((row) => row.actor)).toEqual([store.userId]);
});
