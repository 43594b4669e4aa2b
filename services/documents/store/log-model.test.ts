import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { appendUpdates } from "./append-updates.ts";
import { compactDocument } from "./compact-document.ts";
import { loadDocument, openDocument } from "./load-document.ts";
import { readHeads } from "./read-heads.ts";
import { readUpdates } from "./read-updates.ts";
import { openTestStore, type TestStore } from "./testing/open-test-store.ts";

const editsPerWriter = 1_000;
/** How much the log grows between two compactions or loads, so that they leave the writers a processor. */
const editsPerRound = 25;

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

/** Outside of the product: which edit was acknowledged under which numbers. */
interface Ledger {
  readonly words: string[];
  readonly seqs: number[];
}

/** Writes words in random batches until all are acknowledged; now and then rolls a batch back and writes it again. */
async function writeAll(
  db: Database,
  { pageId, name }: { readonly pageId: string; readonly name: string },
): Promise<Ledger> {
  const ledger: Ledger = { words: [], seqs: [] };
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") made.push(update);
  });
  const list = doc.getXmlFragment(treeField);
  for (let count = 0; count < editsPerWriter; ) {
    const words: string[] = [];
    const size = 1 + Math.floor(Math.random() * 4);
    for (let index = 0; index < size && count < editsPerWriter; index += 1, count += 1) {
      const word = `${name}${count}`;
      list.insert(Math.floor(Math.random() * (list.length + 1)), [new Y.XmlElement(word)]);
      words.push(word);
    }
    const updates = made.splice(0);
    if (count % 50 === 0) await rollBack(db, pageId, updates);
    const heads = await db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: null }]));
    const head = heads.get(pageId) ?? 0;
    ledger.words.push(...words);
    ledger.seqs.push(...updates.map((_, index) => head - updates.length + 1 + index));
  }
  return ledger;
}

async function rollBack(db: Database, pageId: string, updates: readonly Uint8Array[]): Promise<void> {
  const failing = db.transaction(async (tx) => {
    await appendUpdates(tx, [{ pageId, updates, actorId: null }]);
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
}

async function headOf(db: Database, pageId: string): Promise<number> {
  return (await readHeads(db, [pageId])).get(pageId)?.headSeq ?? 0;
}

async function compactUntil(
  db: Database,
  { pageId, isOver }: { readonly pageId: string; readonly isOver: () => boolean },
) {
  let compactions = 0;
  for (let last = 0; !isOver(); ) {
    const head = await headOf(db, pageId);
    if (head - last < editsPerRound) continue;
    last = head;
    if (await compactDocument(db, { pageId, keepRowsMs: 0 })) compactions += 1;
  }
  return compactions;
}

/** Loads again and again; a load must hold everything acknowledged before it began. A gap would throw. */
async function loadUntil(
  db: Database,
  { pageId, isOver }: { readonly pageId: string; readonly isOver: () => boolean },
) {
  let loads = 0;
  let last = 0;
  while (!isOver()) {
    if ((await headOf(db, pageId)) - last < editsPerRound) continue;
    const { doc, headSeq } = await openDocument(db, pageId);
    expect(headSeq).toBeGreaterThanOrEqual(last);
    expect(doc.store.pendingStructs).toBeNull();
    expect(doc.getXmlFragment(treeField).length).toBe(headSeq);
    doc.destroy();
    last = headSeq;
    loads += 1;
  }
  return loads;
}

/** Keeps a copy up to date the way another instance does. */
async function followUntil(
  db: Database,
  { pageId, isOver }: { readonly pageId: string; readonly isOver: () => boolean },
) {
  const copy = new Y.Doc();
  let seq = 0;
  for (let isLast = false; !isLast; ) {
    isLast = isOver();
    const { headSeq, updates } = await readUpdates(db, { pageId, afterSeq: seq });
    for (const update of updates) Y.applyUpdate(copy, update);
    seq = headSeq;
  }
  return copy;
}

test("no acknowledged edit is lost and no reader sees a gap while two write and one compacts", {
  timeout: 60_000,
}, async () => {
  const pageId = await store.createPage();
  const connect = () => openDatabase({ url: database.url, maxConnections: 1, logger: store.logger });
  await using first = connect();
  await using second = connect();
  await using compactor = connect();
  await using loader = connect();
  await using follower = connect();
  let isOver = false;
  const order = { pageId, isOver: () => isOver };
  const readers = Promise.all([
    compactUntil(compactor.db, order),
    loadUntil(loader.db, order),
    followUntil(follower.db, order),
  ]);
  const ledgers = await Promise.all([
    writeAll(first.db, { pageId, name: "a" }),
    writeAll(second.db, { pageId, name: "b" }),
  ]).finally(() => {
    isOver = true;
  });
  const [compactions, loads, copy] = await readers;

  const { state, headSeq } = await loadDocument(store.db, pageId);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const stored = doc.getXmlFragment(treeField).toString();
  const words = new Set(stored.match(/[ab]\d+(?=>)/g));
  expect(ledgers.flatMap((ledger) => ledger.words).filter((word) => !words.has(word))).toEqual([]);
  expect(headSeq).toBe(editsPerWriter * 2);
  const numbers = ledgers.flatMap((ledger) => ledger.seqs).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: headSeq }, (_, index) => index + 1));
  expect(copy.getXmlFragment(treeField).toString()).toBe(stored);
  expect(compactions).toBeGreaterThan(10);
  expect(loads).toBeGreaterThan(10);
  const left = await store.db.execute(
    sql`SELECT count(*)::int AS rows FROM document_updates WHERE page_id = ${pageId}`,
  );
  expect(left).not.toMatchObject({ rows: [{ rows: headSeq }] });
});
