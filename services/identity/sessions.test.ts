import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { sessionTokens, socketTokens, users } from "#services/database/schema/people.ts";
import { createSession, deleteSession, findActor, listSessions } from "#services/identity/sessions.ts";
import { consumeSocketToken, issueSocketToken } from "#services/identity/socket-tokens.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

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

async function createPerson(): Promise<string> {
  const id = createId();
  await db.insert(users).values({ id, name: "Ada", email: `${id}@example.org` });
  return id;
}

async function signIn() {
  const userId = await createPerson();
  return { userId, ...(await createSession(db, { userId, userAgent: "Browser" })) };
}

const dayMs = 86_400_000;
function daysFromNow(date: Date | undefined): number {
  return Math.round(((date?.getTime() ?? 0) - Date.now()) / dayMs);
}
function issue(sessionId: string) {
  return db.transaction((tx) => issueSocketToken(tx, sessionId));
}

test("a session token tells who is asking for thirty days", async () => {
  const { userId, token, sessionId, expiresAt } = await signIn();
  expect(daysFromNow(expiresAt)).toBe(30);
  const actor = await findActor(db, token);
  expect(actor).toEqual({
    kind: "user",
    userId,
    sessionId,
    name: "Ada",
    email: `${userId}@example.org`,
    isOwner: false,
    expiresAt,
    isExtended: false,
  });
  expect(await findActor(db, `${token}x`)).toBeUndefined();
  expect(await findActor(db, token.slice(0, -1))).toBeUndefined();
});

test("only the hash of a session token is stored", async () => {
  const { token, sessionId } = await signIn();
  const [row] = await db.select().from(sessionTokens).where(eq(sessionTokens.id, sessionId));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(row?.tokenPrefix).toBe(token.slice(0, 14));
});

test("a session in use lives on, and its use is written at most every five minutes", async () => {
  const { token, sessionId } = await signIn();
  const lastSeen = async () =>
    (await db.select().from(sessionTokens).where(eq(sessionTokens.id, sessionId)))[0]?.lastSeenAt;
  await findActor(db, token);
  const first = await lastSeen();
  await findActor(db, token);
  expect(await lastSeen()).toEqual(first);
  await db
    .update(sessionTokens)
    .set({ lastSeenAt: sql`now() - interval '6 minutes'`, expiresAt: sql`now() + interval '2 days'` })
    .where(eq(sessionTokens.id, sessionId));
  const actor = await findActor(db, token);
  expect(daysFromNow(actor?.expiresAt)).toBe(30);
  expect(actor?.isExtended).toBe(true);
  expect(await findActor(db, token)).toMatchObject({ isExtended: false, expiresAt: actor?.expiresAt });
  expect((await lastSeen())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.POSITIVE_INFINITY);
});

test("an expired session signs nobody in and is not listed", async () => {
  const { userId, token, sessionId } = await signIn();
  await db
    .update(sessionTokens)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(sessionTokens.id, sessionId));
  expect(await findActor(db, token)).toBeUndefined();
  expect(await listSessions(db, userId)).toEqual([]);
});

test("people see and end their own sessions only", async () => {
  const mine = await signIn();
  const other = await createSession(db, { userId: mine.userId, userAgent: null });
  const stranger = await signIn();
  expect((await listSessions(db, mine.userId)).map((session) => session.id).toSorted()).toEqual(
    [mine.sessionId, other.sessionId].toSorted(),
  );
  const end = (userId: string) => db.transaction((tx) => deleteSession(tx, { userId, sessionId: other.sessionId }));
  expect(await end(stranger.userId)).toBe(false);
  expect(await findActor(db, other.token)).toBeDefined();
  expect(await end(mine.userId)).toBe(true);
  expect(await findActor(db, other.token)).toBeUndefined();
  expect(await findActor(db, mine.token)).toBeDefined();
});

test("a socket token opens one socket, even when two try at once", async () => {
  const { userId, sessionId, expiresAt } = await signIn();
  const { token } = await issue(sessionId);
  const used = await Promise.all([consumeSocketToken(db, token), consumeSocketToken(db, token)]);
  expect(used.filter((holder) => holder !== undefined)).toEqual([
    { userId, sessionId, name: "Ada", sessionExpiresAt: expiresAt },
  ]);
});

test("a socket token ends after five minutes, and with its session", async () => {
  const { userId, sessionId } = await signIn();
  const late = await issue(sessionId);
  expect(Math.round((late.expiresAt.getTime() - Date.now()) / 60_000)).toBe(5);
  await db
    .update(socketTokens)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(socketTokens.sessionId, sessionId));
  expect(await consumeSocketToken(db, late.token)).toBeUndefined();
  const orphan = await issue(sessionId);
  await db.transaction((tx) => deleteSession(tx, { userId, sessionId }));
  expect(await consumeSocketToken(db, orphan.token)).toBeUndefined();
});

test("a session gets sixty socket tokens a minute, used or not", async () => {
  const { sessionId } = await signIn();
  for (let number = 0; number < 60; number += 1) {
    const { token } = await issue(sessionId);
    if (number % 2 === 0) await consumeSocketToken(db, token);
  }
  await expect(issue(sessionId)).rejects.toMatchObject({ code: "rate-limited" });
  await db
    .update(sessionTokens)
    .set({ socketsSince: sql`now() - interval '61 seconds'` })
    .where(eq(sessionTokens.id, sessionId));
  await expect(issue(sessionId)).resolves.toMatchObject({ token: expect.stringMatching(/^ps_sock_/) });
});
