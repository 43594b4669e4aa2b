import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listEveryViewer } from "#services/access/page-access.ts";
import type { NewWorkspaceEvent } from "#services/contracts/events.ts";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { events, pagePermissions, pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { deriveCursorKey, openCursor, sealCursor } from "#services/events/cursors.ts";
import { listEvents } from "#services/events/list-events.ts";
import { publishEvents } from "#services/events/publish-events.ts";
import { readStreamHeads } from "#services/events/read-events.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

const cursorKey = deriveCursorKey("an encryption key that is long enough");
let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let open: OpenDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
  db = open.db;
});
afterAll(async () => {
  await open.close();
  await testDatabase[Symbol.asyncDispose]();
});

/** A drive with a viewer, a guest who holds one grant, and a stranger; an open page, and a page below a restricted one. */
async function createDrive() {
  const people = { ownerId: createId(), viewerId: createId(), guestId: createId(), strangerId: createId() };
  const place = { driveId: createId(), openId: createId(), hiddenId: createId(), sharedId: createId() };
  const { driveId, openId, hiddenId, sharedId } = place;
  await db.insert(users).values(Object.values(people).map((id) => ({ id, name: "Ada" })));
  await db.insert(drives).values({ id: driveId, name: "Team", kind: "shared", ownerId: people.ownerId });
  await db.insert(driveMembers).values([
    { driveId, userId: people.ownerId, role: "owner" },
    { driveId, userId: people.viewerId, role: "viewer" },
  ]);
  const page = { driveId, type: "document", title: "Plan" };
  await db.insert(pages).values([
    { ...page, id: openId, position: "a0" },
    { ...page, id: hiddenId, position: "a1", accessMode: "restricted" },
    { ...page, id: sharedId, position: "a0", parentId: hiddenId, ancestorIds: [hiddenId] },
  ]);
  await db.insert(pagePermissions).values({ id: createId(), pageId: sharedId, userId: people.guestId, level: "view" });
  return { ...people, ...place };
}

function publish(streamId: string, ...happened: readonly NewWorkspaceEvent[]) {
  return db.transaction((tx) =>
    publishEvents(
      tx,
      happened.map((event) => ({ streamId, event })),
    ),
  );
}

function cursorAt(streamId: string, seq: number): string {
  return sealCursor(cursorKey, { streamId, seq });
}

async function listOne(userId: string, id: string, cursor: string | null) {
  const [stream, ...others] = await listEvents(db, { userId, cursorKey, streams: [{ id, cursor }] });
  expect(others).toEqual([]);
  return stream;
}

async function titlesSeenBy(userId: string, streamId: string) {
  const stream = await listOne(userId, streamId, cursorAt(streamId, 0));
  return stream?.items.map((event) => ("title" in event ? event.title : event.type));
}

test("people learn of the pages they may view, and of nothing else", async () => {
  const at = await createDrive();
  const by = { actorId: at.ownerId, driveId: at.driveId };
  await publish(
    at.driveId,
    { type: "page.renamed", ...by, pageId: at.openId, title: "open" },
    { type: "page.renamed", ...by, pageId: at.hiddenId, title: "hidden" },
    { type: "page.renamed", ...by, pageId: at.sharedId, title: "shared" },
    { type: "drive.renamed", ...by, name: "Crew" },
    { type: "member.added", ...by, userId: at.strangerId, role: "viewer" },
  );
  expect(await titlesSeenBy(at.ownerId, at.driveId)).toEqual([
    "open",
    "hidden",
    "shared",
    "drive.renamed",
    "member.added",
  ]);
  expect(await titlesSeenBy(at.viewerId, at.driveId)).toEqual(["open", "drive.renamed", "member.added"]);
  expect(await titlesSeenBy(at.guestId, at.driveId)).toEqual(["shared", "drive.renamed"]);
  expect(await titlesSeenBy(at.strangerId, at.driveId)).toBeUndefined();
});

test("an event that only a newer version knows is passed over, and what came after it is found", async () => {
  const at = await createDrive();
  const by = { actorId: at.ownerId, driveId: at.driveId };
  for (const name of ["before", "from the future", "misshapen", "after"]) {
    await publish(at.driveId, { type: "drive.renamed", ...by, name });
  }
  await db.execute(sql`UPDATE events SET type = 'drive.sparkled' WHERE stream_id = ${at.driveId} AND seq = 2`);
  await db.execute(sql`UPDATE events SET payload = '"none"' WHERE stream_id = ${at.driveId} AND seq = 3`);
  const stream = await listOne(at.ownerId, at.driveId, cursorAt(at.driveId, 0));
  expect(stream).toMatchObject({ reset: false, items: [{ name: "before" }, { name: "after" }] });
  expect(openCursor(cursorKey, stream?.cursor ?? "")?.seq).toBe(4);
});

test("a parent that may not be viewed is not named", async () => {
  const at = await createDrive();
  const by = { actorId: at.ownerId, driveId: at.driveId, pageId: at.sharedId };
  await publish(at.driveId, {
    type: "page.moved",
    ...by,
    parentId: at.hiddenId,
    fromParentId: at.openId,
    position: "a0",
  });
  const seenBy = async (userId: string) => (await listOne(userId, at.driveId, cursorAt(at.driveId, 0)))?.items;
  expect(await seenBy(at.ownerId)).toMatchObject([{ parentId: at.hiddenId, fromParentId: at.openId }]);
  expect(await seenBy(at.guestId)).toMatchObject([{ parentId: null, fromParentId: null }]);
});

test("who could view a page learns that it was deleted, though it is gone", async () => {
  const at = await createDrive();
  await db.transaction(async (tx) => {
    const viewers = await listEveryViewer(tx, at.sharedId);
    await tx.delete(pages).where(eq(pages.id, at.sharedId));
    const event = { type: "page.deleted", actorId: at.ownerId, driveId: at.driveId, pageId: at.sharedId } as const;
    await publishEvents(tx, [{ streamId: at.driveId, event, viewers }]);
  });
  expect(await titlesSeenBy(at.ownerId, at.driveId)).toEqual(["page.deleted"]);
  expect(await titlesSeenBy(at.viewerId, at.driveId)).toEqual([]);
  const seen = await listOne(at.ownerId, at.driveId, cursorAt(at.driveId, 0));
  expect(JSON.stringify(seen)).not.toContain("viewers");
});

test("catching up goes on where it stopped, also past events that were not for this person", async () => {
  const at = await createDrive();
  const by = { actorId: at.ownerId, driveId: at.driveId };
  await publish(at.driveId, { type: "page.renamed", ...by, pageId: at.openId, title: "first" });
  await publish(at.driveId, { type: "page.renamed", ...by, pageId: at.hiddenId, title: "hidden" });
  const first = await listOne(at.viewerId, at.driveId, cursorAt(at.driveId, 0));
  expect(first).toMatchObject({ reset: false, items: [{ title: "first" }] });
  expect(openCursor(cursorKey, first?.cursor ?? "")).toEqual({ streamId: at.driveId, seq: 2 });
  await publish(at.driveId, { type: "page.renamed", ...by, pageId: at.openId, title: "second" });
  const second = await listOne(at.viewerId, at.driveId.toUpperCase(), first?.cursor ?? null);
  expect(second).toMatchObject({ reset: false, items: [{ title: "second" }] });
  expect(await listOne(at.viewerId, at.driveId, second?.cursor ?? null)).toMatchObject({ reset: false, items: [] });
});

test("a person's own stream is theirs alone", async () => {
  const at = await createDrive();
  const event = { type: "drive.created", actorId: at.viewerId, driveId: at.driveId, name: "Team" } as const;
  await publish(at.viewerId, event);
  expect(await titlesSeenBy(at.viewerId, at.viewerId)).toEqual(["drive.created"]);
  expect(await titlesSeenBy(at.ownerId, at.viewerId)).toBeUndefined();
});

test("a cursor that is missing, foreign, altered, ahead or too old begins anew", async () => {
  const at = await createDrive();
  const by = { actorId: at.ownerId, driveId: at.driveId };
  const renamed = { type: "page.renamed", ...by, pageId: at.openId, title: "title" } as const;
  await publish(at.driveId, renamed, renamed, renamed);
  const good = cursorAt(at.driveId, 3);
  const altered = good.slice(0, 40) + (good[40] === "A" ? "B" : "A") + good.slice(41);
  const foreign = sealCursor(deriveCursorKey("another key"), { streamId: at.driveId, seq: 3 });
  const bad = [null, "", "nonsense", altered, foreign, cursorAt(at.viewerId, 3), cursorAt(at.driveId, 4)];
  for (const cursor of bad) {
    const stream = await listOne(at.viewerId, at.driveId, cursor);
    expect(stream).toMatchObject({ reset: true, items: [] });
    expect(await listOne(at.viewerId, at.driveId, stream?.cursor ?? null)).toMatchObject({ reset: false, items: [] });
  }
  await db.delete(events).where(sql`${eq(events.streamId, at.driveId)} AND ${events.seq} < 3`);
  expect(await listOne(at.viewerId, at.driveId, cursorAt(at.driveId, 1))).toMatchObject({ reset: true });
  expect(await listOne(at.viewerId, at.driveId, cursorAt(at.driveId, 2))).toMatchObject({ reset: false });
  await db.delete(events).where(eq(events.streamId, at.driveId));
  expect(await listOne(at.viewerId, at.driveId, cursorAt(at.driveId, 2))).toMatchObject({ reset: true });
});

test("a cursor says nothing of how much happened", () => {
  const streamId = createId();
  const cursors = [0, 1, 999_999_999].map((seq) => cursorAt(streamId, seq));
  expect(new Set(cursors.map((cursor) => cursor.length)).size).toBe(1);
  expect(cursorAt(streamId, 1)).not.toBe(cursorAt(streamId, 1));
});

test("the head of a stream nobody wrote to is zero", async () => {
  const id = createId();
  expect(await readStreamHeads(db, [id])).toEqual(new Map([[id, 0]]));
});
