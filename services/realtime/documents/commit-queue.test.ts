import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { documents, documentUpdates } from "#services/database/schema/documents.ts";
import type { OperationError } from "#services/platform/errors.ts";
import { createLogger } from "#services/platform/logger.ts";
import {
  type CommitQueue,
  type CommitResult,
  createCommitQueue,
  type QueuedChange,
} from "#services/realtime/documents/commit-queue.ts";
import { addDrive, addPage, addPerson, type TestPerson } from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

const logger = createLogger({ name: "test", level: "silent" });
const megabyte = new Uint8Array(1_000_000);

let database: TestDatabase;
let pool: OpenDatabase;
let ada: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openDatabase({ url: database.url, maxConnections: 4, logger });
  ada = await addPerson(pool.db, "Ada");
  driveId = await addDrive(pool.db, ada);
});

afterAll(async () => {
  await pool.close();
  await database[Symbol.asyncDispose]();
});

function startQueue() {
  const lost: (readonly [string, OperationError])[] = [];
  const queue: CommitQueue = createCommitQueue({
    db: pool.db,
    logger,
    watermarkOf: () => 0,
    onCommitted: () => undefined,
    onLost: (pageId, error) => void lost.push([pageId, error]),
  });
  onTestFinished(() => queue.close());
  return { queue, lost };
}

function add(queue: CommitQueue, change: Pick<QueuedChange, "pageId" | "update"> & { schemaVersion?: number }) {
  const { promise, resolve } = Promise.withResolvers<CommitResult>();
  const isTaken = queue.add({ schemaVersion: undefined, ...change, actorId: ada.userId, settle: resolve });
  return { isTaken, result: promise };
}

function updateOf(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText("test").insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

/** Keeps documents from being written until the test is over. */
async function hold(pageIds: readonly string[]): Promise<void> {
  const locked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const held = pool.db.transaction(async (tx) => {
    for (const pageId of pageIds) await tx.select().from(documents).where(eq(documents.pageId, pageId)).for("update");
    locked.resolve();
    await release.promise;
  });
  onTestFinished(async () => {
    release.resolve();
    await held;
  });
  await locked.promise;
}

test("one change that the database refuses takes no other with it", async () => {
  const { queue, lost } = startQueue();
  const pageId = await addPage(pool.db, driveId);
  const elsewhere = await addPage(pool.db, driveId);
  const before = add(queue, { pageId, update: updateOf("before") });
  const refused = add(queue, { pageId, update: updateOf("refused"), schemaVersion: 2 ** 31 });
  const after = add(queue, { pageId, update: updateOf("after") });
  const other = add(queue, { pageId: elsewhere, update: updateOf("other") });
  expect(await before.result).toEqual({ seq: 1 });
  expect(await other.result).toEqual({ seq: 1 });
  expect(await refused.result).toMatchObject({ error: { code: "invalid-input" } });
  // It may build on the one that was refused: its client opens the document again and sends what it has.
  expect(await after.result).toMatchObject({ error: { code: "unavailable" } });
  expect(lost).toMatchObject([[pageId, { code: "unavailable" }]]);
  const rows = await pool.db.select().from(documentUpdates).where(eq(documentUpdates.pageId, pageId));
  expect(rows).toHaveLength(1);
  expect(await add(queue, { pageId, update: updateOf("again") }).result).toEqual({ seq: 2 });
});

test("a document's queue takes 16 MB, however small its changes are", async () => {
  const { queue } = startQueue();
  const large = await addPage(pool.db, driveId);
  const small = await addPage(pool.db, driveId);
  await hold([large, small]);
  for (let count = 0; count < 15; count += 1) {
    expect(add(queue, { pageId: large, update: megabyte }).isTaken).toBe(true);
  }
  expect(add(queue, { pageId: large, update: megabyte }).isTaken).toBe(false);
  let taken = 0;
  while (taken < 100_000 && add(queue, { pageId: small, update: undefined }).isTaken) taken += 1;
  expect(taken).toBe(16_000);
});

test("all queues of an instance together take 64 MB", async () => {
  const { queue } = startQueue();
  const pageIds = await Promise.all([1, 2, 3, 4, 5].map(() => addPage(pool.db, driveId)));
  await hold(pageIds);
  const taken = pageIds.flatMap((pageId) =>
    Array.from({ length: 15 }, () => add(queue, { pageId, update: megabyte }).isTaken),
  );
  expect(taken.filter(Boolean)).toHaveLength(63);
  expect(taken.lastIndexOf(true)).toBe(62);
});
