import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewWorkspaceEvent } from "#services/contracts/events.ts";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { events } from "#services/database/schema/pages.ts";
import { createStream, type Publication, publishEvents } from "#services/events/publish-events.ts";
import { readEventsAfter, readStreamHeads, sweepEvents } from "#services/events/read-events.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let open: OpenDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  open = openDatabase({ url: testDatabase.url, maxConnections: 8, logger });
  db = open.db;
});
afterAll(async () => {
  await open.close();
  await testDatabase[Symbol.asyncDispose]();
});

function renamed(streamId: string, title: string): NewWorkspaceEvent {
  return { type: "page.renamed", actorId: null, driveId: streamId, pageId: createId(), title };
}
function publish(publications: readonly Publication[]) {
  return db.transaction((tx) => publishEvents(tx, publications));
}

test("an event is read back as it was published, with its time and its place", async () => {
  const [streamId, actorId, viewerId] = [createId(), createId(), createId()];
  await createStream(db, streamId);
  expect(await readStreamHeads(db, [streamId])).toEqual(new Map([[streamId, 0]]));
  const event = { ...renamed(streamId, 'Quote " and 漢字'), actorId };
  const heads = await publish([
    { streamId, event },
    { streamId, event: { type: "drive.renamed", actorId: null, driveId: streamId, name: "Team" }, viewers: [viewerId] },
  ]);
  expect(heads).toEqual([{ id: streamId, seq: 2 }]);
  const createdAt = expect.stringMatching(/^\d{4}-.*Z$/);
  expect(await readEventsAfter(db, { streamId, seq: 0 }, 10)).toEqual([
    { streamId, seq: 1, type: "page.renamed", viewers: null, event: { ...event, createdAt } },
    {
      streamId,
      seq: 2,
      type: "drive.renamed",
      viewers: [viewerId],
      event: { type: "drive.renamed", actorId: null, driveId: streamId, name: "Team", createdAt },
    },
  ]);
  expect(await readEventsAfter(db, { streamId, seq: 1 }, 10)).toHaveLength(1);
  expect(await readEventsAfter(db, { streamId, seq: 2 }, 10)).toEqual([]);
});

test("nothing published by a transaction that failed takes a number", async () => {
  const streamId = createId();
  const failing = db.transaction(async (tx) => {
    await publishEvents(tx, [{ streamId, event: renamed(streamId, "lost") }]);
    throw new Error("no commit");
  });
  await expect(failing).rejects.toThrow("no commit");
  expect(await publish([{ streamId, event: renamed(streamId, "kept") }])).toEqual([{ id: streamId, seq: 1 }]);
});

test("numbers are dense and in the order of commits, however many connections publish into the same streams", {
  timeout: 60_000,
}, async () => {
  const streamOf = fc.nat({ max: 2 });
  const transactions = fc.array(
    fc.record({ streams: fc.array(streamOf, { minLength: 1, maxLength: 5 }), isKept: fc.boolean() }),
    {
      minLength: 2,
      maxLength: 30,
    },
  );
  await fc.assert(
    fc.asyncProperty(transactions, async (given) => {
      const streamIds = [createId(), createId(), createId()];
      const observed = streamIds.map(() => 0);
      let isDone = false;
      const writing = Promise.all(
        given.map(async ({ streams, isKept }, number) => {
          const write = db.transaction(async (tx) => {
            await publishEvents(
              tx,
              streams.map((stream) => {
                const streamId = streamIds[stream] ?? "";
                return { streamId, event: renamed(streamId, String(number)) };
              }),
            );
            if (!isKept) throw new Error("not kept");
          });
          await write.catch((error: unknown) => {
            if (isKept) throw error;
          });
        }),
      ).finally(() => {
        isDone = true;
      });
      while (!isDone) {
        for (const [index, streamId] of streamIds.entries()) {
          const before = observed[index] ?? 0;
          const found = await readEventsAfter(db, { streamId, seq: before }, 1_000);
          expect(found.map((event) => event.seq)).toEqual(found.map((_, place) => before + place + 1));
          observed[index] = before + found.length;
        }
      }
      await writing;
      for (const [index, streamId] of streamIds.entries()) {
        const kept = given.filter(({ isKept }) => isKept).flatMap(({ streams }) => streams);
        const count = kept.filter((stream) => stream === index).length;
        expect((await readStreamHeads(db, [streamId])).get(streamId)).toBe(count);
        const found = await readEventsAfter(db, { streamId, seq: 0 }, 1_000);
        expect(found.map((event) => event.seq)).toEqual(Array.from({ length: count }, (_, place) => place + 1));
        const times = found.map(({ event }) => event?.createdAt);
        expect(times).not.toContain(undefined);
        expect(times).toEqual(times.toSorted());
      }
    }),
    { numRuns: 15 },
  );
});

test("events are removed after seven days", async () => {
  const streamId = createId();
  await publish(["first", "second", "third"].map((title) => ({ streamId, event: renamed(streamId, title) })));
  await db
    .update(events)
    .set({ createdAt: sql`now() - interval '7 days 1 minute'` })
    .where(sql`${eq(events.streamId, streamId)} AND ${events.seq} < 3`);
  await sweepEvents(db);
  expect((await readEventsAfter(db, { streamId, seq: 0 }, 10)).map((event) => event.seq)).toEqual([3]);
});
