import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Access, createAccess } from "#services/access/access.ts";
import { raiseEpochs } from "#services/access/epochs.ts";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { sessionTokens, users } from "#services/database/schema/people.ts";
import { createSession, deleteSession } from "#services/identity/sessions.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

const logger = createLogger({ name: "test", level: "silent" });
let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let open: OpenDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
  db = open.db;
});
afterAll(async () => {
  await open.close();
  await testDatabase[Symbol.asyncDispose]();
});

async function createPage() {
  const [ownerId, viewerId, driveId, pageId] = [createId(), createId(), createId(), createId()];
  await db.insert(users).values([ownerId, viewerId].map((id) => ({ id, name: "Ada", email: `${id}@example.org` })));
  await db.insert(drives).values({ id: driveId, name: "Team", kind: "shared", ownerId });
  await db.insert(driveMembers).values({ driveId, userId: viewerId, role: "viewer" });
  await db.insert(pages).values({ id: pageId, driveId, position: "a0", type: "document", title: "Plan" });
  return { viewerId, driveId, pageId };
}

function becomeEditor(place: { readonly driveId: string; readonly viewerId: string }, isAnnounced: boolean) {
  return db.transaction(async (tx) => {
    await tx.update(driveMembers).set({ role: "editor" }).where(eq(driveMembers.userId, place.viewerId));
    if (isAnnounced) await raiseEpochs(tx, [place.driveId]);
  });
}

function untilRaised(access: Access, subjectId: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = access.onRaised((id) => {
    if (id !== subjectId) return;
    stop();
    resolve();
  });
  return promise;
}

/** The process ids of connections that listen for changes of rights. */
async function listListeners(): Promise<number[]> {
  const found = await db.execute<{ pid: number }>(
    sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN access'`,
  );
  return found.rows.map((row) => row.pid);
}

test("a right is answered from memory until a change is announced", async () => {
  const place = await createPage();
  await using access = createAccess({ db, directUrl: testDatabase.url, logger });
  access.start();
  await expect.poll(listListeners).toHaveLength(1);
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("view");
  await becomeEditor(place, false);
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("view");
  expect(await access.pageLevel(place.viewerId, place.pageId.toUpperCase())).toBe("view");
  const raised = untilRaised(access, place.driveId);
  await becomeEditor(place, true);
  await raised;
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("edit");
  expect(await access.driveLevel(place.viewerId, place.driveId)).toEqual({ role: "editor", level: "edit" });
});

test("nothing is answered from memory before it is started", async () => {
  const place = await createPage();
  await using access = createAccess({ db, directUrl: testDatabase.url, logger });
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("view");
  await becomeEditor(place, false);
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("edit");
});

test("a change takes effect while announcements are lost, and they are heard again", { timeout: 15_000 }, async () => {
  const place = await createPage();
  await using access = createAccess({ db, directUrl: testDatabase.url, logger });
  access.start();
  await expect.poll(listListeners).toHaveLength(1);
  const [before] = await listListeners();
  access.watch(place.driveId);
  await access.pageLevel(place.viewerId, place.pageId);
  const raised = untilRaised(access, place.driveId);
  await db.execute(sql`SELECT pg_terminate_backend(${before})`);
  await becomeEditor(place, true);
  await raised;
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("edit");
  await expect.poll(listListeners).toHaveLength(1);
  expect(await listListeners()).not.toEqual([before]);
});

test("a process goes on while PostgreSQL cannot be listened to", { timeout: 15_000 }, async () => {
  const place = await createPage();
  const access = createAccess({ db, directUrl: "postgres://nobody@127.0.0.1:1/nothing", logger });
  access.start();
  access.watch(place.driveId);
  await untilRaised(access, place.driveId);
  await access.pageLevel(place.viewerId, place.pageId);
  const raised = untilRaised(access, place.driveId);
  await becomeEditor(place, true);
  await raised;
  expect(await access.pageLevel(place.viewerId, place.pageId)).toBe("edit");
  await access.close();
});

test("a session that was deleted signs nobody in any more", async () => {
  const { viewerId } = await createPage();
  await using access = createAccess({ db, directUrl: testDatabase.url, logger });
  access.start();
  await expect.poll(listListeners).toHaveLength(1);
  const { token, sessionId } = await createSession(db, { userId: viewerId, userAgent: null });
  expect(await access.findActorByToken(token)).toMatchObject({ userId: viewerId, sessionId, isOwner: false });
  await db.update(sessionTokens).set({ userAgent: "other" }).where(eq(sessionTokens.id, sessionId));
  const raised = untilRaised(access, sessionId);
  await db.transaction((tx) => deleteSession(tx, { userId: viewerId, sessionId }));
  await raised;
  expect(await access.findActorByToken(token)).toBeUndefined();
});

test("a cached grant ends when it expires", async () => {
  const { pageId } = await createPage();
  const userId = createId();
  await db.insert(users).values({ id: userId, name: "Guest" });
  await db.insert(pagePermissions).values({
    id: createId(),
    pageId,
    userId,
    level: "view",
    expiresAt: new Date(Date.now() + 600),
  });
  await using access = createAccess({ db, directUrl: testDatabase.url, logger });
  access.start();
  expect(await access.viewers(pageId, [userId])).toEqual([userId]);
  await expect.poll(() => access.viewers(pageId, [userId]), { timeout: 3_000 }).toEqual([]);
});
