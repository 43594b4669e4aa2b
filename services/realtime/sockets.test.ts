import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { raiseEpochs } from "#services/access/epochs.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import { launchNonceHeader } from "#services/contracts/internal.ts";
import { EventBatch } from "#services/contracts/realtime.ts";
import { documents } from "#services/database/schema/documents.ts";
import { driveMembers } from "#services/database/schema/drives.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { sessionTokens } from "#services/database/schema/people.ts";
import { loadDocument } from "#services/documents/store/load-document.ts";
import { deriveCursorKey } from "#services/events/cursors.ts";
import { listEvents } from "#services/events/list-events.ts";
import { postHint } from "#services/events/notify-realtime.ts";
import { publishEvents } from "#services/events/publish-events.ts";
import { deleteSession } from "#services/identity/sessions.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { openRaw, textOf } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPage,
  addPerson,
  connectSocket,
  createSocket,
  issueToken,
  nextEvent,
  publish,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  type TestSocket,
  testSecret,
  until,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

let database: TestDatabase;
let realtime: TestRealtime;
let ada: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  realtime = await startTestRealtime(database.url);
  ada = await addPerson(realtime.db, "Ada");
});

afterAll(async () => {
  await realtime[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function connect(person: TestPerson, instance = realtime): Promise<TestSocket> {
  const socket = await connectSocket(instance, person);
  onTestFinished(() => void socket.disconnect());
  return socket;
}

function refusalOf(socket: TestSocket): Promise<Error & { data?: { error?: { code?: string } } }> {
  onTestFinished(() => void socket.disconnect());
  return new Promise((resolve) => {
    socket.once("connect_error", resolve);
    socket.connect();
  });
}

/** Events a socket received, with a wait for a number of them. */
function follow(socket: TestSocket) {
  const events: WorkspaceEvent[] = [];
  socket.on("events", (batch) => void events.push(...batch.items));
  return {
    events,
    reach: (count: number) =>
      until(
        () => events.length >= count,
        (check) => socket.on("events", check),
      ),
  };
}

function renamed(driveId: string, pageId: string, title: string) {
  return { streamId: driveId, event: { type: "page.renamed" as const, actorId: null, driveId, pageId, title } };
}

function titlesOf(events: readonly WorkspaceEvent[]): string[] {
  return events.flatMap((event) => (event.type === "page.renamed" ? [event.title] : []));
}

test("a socket token opens one connection", async () => {
  const token = await issueToken(realtime.db, ada);
  const first = createSocket(realtime.url, token);
  onTestFinished(() => void first.disconnect());
  first.connect();
  await nextEvent(first, "connect");
  const refusal = await refusalOf(createSocket(realtime.url, token));
  expect(refusal.data?.error?.code).toBe("unauthenticated");
});

test("an expired token, one of an ended session, and rubbish are refused", async () => {
  const person = await addPerson(realtime.db, "Eve");
  const expired = await issueToken(realtime.db, person);
  await realtime.db.execute(sql`UPDATE socket_tokens SET expires_at = now() - interval '1 second'`);
  const orphan = await issueToken(realtime.db, person);
  await realtime.db.update(sessionTokens).set({ expiresAt: sql`now()` }).where(eq(sessionTokens.id, person.sessionId));
  for (const token of [expired, orphan, "rubbish", ""]) {
    expect((await refusalOf(createSocket(realtime.url, token))).data?.error?.code).toBe("unauthenticated");
  }
});

test("signing out closes the sockets of that session within a second", async () => {
  const person = await addPerson(realtime.db, "Sue");
  const socket = await connect(person);
  const closed = nextEvent(socket, "disconnect");
  const startedAt = performance.now();
  await realtime.db.transaction((tx) => deleteSession(tx, person));
  await closed;
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test("a session that expires by itself closes its sockets", async () => {
  const person = await addPerson(realtime.db, "Tim");
  const socket = await connect(person);
  const closed = nextEvent(socket, "disconnect");
  await realtime.db.update(sessionTokens).set({ expiresAt: sql`now()` }).where(eq(sessionTokens.id, person.sessionId));
  await closed;
});

test("events arrive in order, without a hint, and only to those who may see their page", async () => {
  const member = await addPerson(realtime.db, "Mia");
  const driveId = await addDrive(realtime.db, ada, [[member, "editor"]]);
  const open = await addPage(realtime.db, driveId);
  const hidden = await addPage(realtime.db, driveId, { accessMode: "restricted" });
  const owners = follow(await connect(ada));
  const members = follow(await connect(member));
  for (let index = 0; index < 30; index += 1) {
    await publish(realtime.db, [renamed(driveId, index % 3 === 0 ? hidden : open, String(index))]);
  }
  await Promise.all([owners.reach(30), members.reach(20)]);
  const all = Array.from({ length: 30 }, (_, index) => String(index));
  expect(titlesOf(owners.events)).toEqual(all);
  expect(titlesOf(members.events)).toEqual(all.filter((_, index) => index % 3 !== 0));
});

test("two instances deliver the same events once each", async () => {
  await using other = await startTestRealtime(database.url);
  const driveId = await addDrive(realtime.db, ada);
  const pageId = await addPage(realtime.db, driveId);
  const here = follow(await connect(ada));
  const there = follow(await connect(ada, other));
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => publish(realtime.db, [renamed(driveId, pageId, String(index))])),
  );
  await Promise.all([here.reach(20), there.reach(20)]);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(titlesOf(here.events)).toEqual(titlesOf(there.events));
  expect(new Set(titlesOf(here.events)).size).toBe(20);
});

test("a cursor received live continues where it stands", async () => {
  const driveId = await addDrive(realtime.db, ada);
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(ada);
  const [batch] = await Promise.all([
    nextEvent(socket, "events"),
    publish(realtime.db, [renamed(driveId, pageId, "live")]),
  ]);
  socket.disconnect();
  await publish(realtime.db, [renamed(driveId, pageId, "missed")]);
  const [stream] = await listEvents(realtime.db, {
    userId: ada.userId,
    cursorKey: deriveCursorKey(testSecret),
    streams: [{ id: driveId, cursor: EventBatch.parse(batch[0]).cursor }],
  });
  expect(stream?.reset).toBe(false);
  expect(titlesOf(stream?.items ?? [])).toEqual(["missed"]);
});

test("a signed hint makes delivery immediate, an unsigned one is refused", async () => {
  const driveId = await addDrive(realtime.db, ada);
  const pageId = await addPage(realtime.db, driveId);
  const mine = follow(await connect(ada));
  const peers = { read: () => ({ realtimeInternalUrl: realtime.internalUrl }) };
  const streams = await publish(realtime.db, [renamed(driveId, pageId, "hinted")]);
  expect(await postHint(peers, "another secret", { streams })).toBe(false);
  expect(await postHint(peers, testSecret, { streams })).toBe(true);
  await mine.reach(1);
  const unsigned = await fetch(`${realtime.internalUrl}/internal/events`, { method: "POST", body: "{}" });
  expect(unsigned.status).toBe(401);
  expect((await fetch(`${realtime.url}/internal/events`, { method: "POST", body: "{}" })).status).toBe(404);
});

test("a new member follows the drive at once, a removed one no longer", async () => {
  const joiner = await addPerson(realtime.db, "Joe");
  const driveId = await addDrive(realtime.db, ada);
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(joiner);
  const mine = follow(socket);
  const told = nextEvent(socket, "access.changed");
  await realtime.db.transaction(async (tx) => {
    await tx.insert(driveMembers).values({ driveId, userId: joiner.userId, role: "viewer" });
    await raiseEpochs(tx, [joiner.userId]);
  });
  expect((await told)[0]).toEqual({ driveId });
  await publish(realtime.db, [renamed(driveId, pageId, "seen")]);
  await mine.reach(1);
  const toldAgain = nextEvent(socket, "access.changed");
  await realtime.db.transaction(async (tx) => {
    await tx.delete(driveMembers).where(eq(driveMembers.userId, joiner.userId));
    await raiseEpochs(tx, [joiner.userId]);
  });
  await toldAgain;
  const owners = follow(await connect(ada));
  await publish(realtime.db, [renamed(driveId, pageId, "unseen")]);
  await owners.reach(1);
  expect(titlesOf(mine.events)).toEqual(["seen"]);
});

test("nothing after a restriction is delivered by rights from before it", async () => {
  const member = await addPerson(realtime.db, "Mo");
  const driveId = await addDrive(realtime.db, ada, [[member, "editor"]]);
  const pageId = await addPage(realtime.db, driveId);
  const other = await addPage(realtime.db, driveId);
  const socket = await connect(member);
  const mine = follow(socket);
  await publish(realtime.db, [renamed(driveId, pageId, "before")]);
  await mine.reach(1);
  const told = nextEvent(socket, "access.changed");
  await realtime.db.transaction(async (tx) => {
    await tx.update(pages).set({ accessMode: "restricted" }).where(eq(pages.id, pageId));
    await publishEvents(tx, [
      { streamId: driveId, event: { type: "permission.changed", actorId: null, driveId, pageId } },
      renamed(driveId, pageId, "after"),
      renamed(driveId, other, "end"),
    ]);
  });
  await told;
  await until(
    () => titlesOf(mine.events).includes("end"),
    (check) => socket.on("events", check),
  );
  expect(titlesOf(mine.events)).toEqual(["before", "end"]);
});

test("an event that only a newer version knows holds up nothing", async () => {
  const driveId = await addDrive(realtime.db, ada);
  const pageId = await addPage(realtime.db, driveId);
  const mine = follow(await connect(ada));
  await realtime.db.transaction(async (tx) => {
    const titles = ["before", "unknown", "after"];
    await publishEvents(
      tx,
      titles.map((title) => renamed(driveId, pageId, title)),
    );
    await tx.execute(sql`UPDATE events SET type = 'page.sparkled' WHERE stream_id = ${driveId} AND seq = 2`);
  });
  await mine.reach(2);
  expect(titlesOf(mine.events)).toEqual(["before", "after"]);
});

test("a person with a grant on one page hears of that page only", async () => {
  const guest = await addPerson(realtime.db, "Gus");
  const driveId = await addDrive(realtime.db, ada);
  const granted = await addPage(realtime.db, driveId);
  const other = await addPage(realtime.db, driveId);
  await realtime.db
    .insert(pagePermissions)
    .values({ id: createId(), pageId: granted, userId: guest.userId, level: "view" });
  const mine = follow(await connect(guest));
  await publish(realtime.db, [renamed(driveId, other, "hidden"), renamed(driveId, granted, "mine")]);
  await mine.reach(1);
  expect(titlesOf(mine.events)).toEqual(["mine"]);
});

test("both listeners answer for their health, with the launch's nonce only to who knows it", async () => {
  for (const url of [realtime.url, realtime.internalUrl]) {
    const answer = await fetch(`${url}/health`, { headers: { [launchNonceHeader]: "guess" } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "ok" });
    expect(answer.headers.get(launchNonceHeader)).toBeNull();
  }
});

test("a raw frame that claims gigabytes closes its connection and nobody else's", async () => {
  const bystander = await connect(ada);
  const raw = connectTcp(realtime.server.port, "127.0.0.1");
  raw.write(
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  await once(raw, "data");
  const payload = Buffer.from([0xc9, 0xff, 0xff, 0xff, 0xff, 0x00]);
  raw.write(Buffer.concat([Buffer.from([0x82, 0x80 | payload.length, 0, 0, 0, 0]), payload]));
  onTestFinished(() => void raw.destroy());
  const closeFrame = 0x88;
  let isClosed = false;
  await until(
    () => isClosed,
    (check) =>
      raw.on("data", (data: Buffer) => {
        isClosed ||= data[0] === closeFrame;
        check();
      }),
  );
  expect(bystander.connected).toBe(true);
});

test("stopping writes what waits, and says so, before it lets go", async () => {
  const instance = await startTestRealtime(database.url);
  const pageId = await addPage(realtime.db, await addDrive(realtime.db, ada));
  const document = await openRaw(await connect(ada, instance), pageId);
  await document.type("before ");
  const { typed, stopped } = await realtime.db.transaction(async (tx) => {
    await tx.select().from(documents).where(eq(documents.pageId, pageId)).for("update");
    const typing = document.type("while stopping");
    await expect
      .poll(async () => {
        const waiting = await tx.execute<Record<string, unknown>>(sql`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        return waiting.rows.length;
      })
      .toBe(1);
    const stopping = instance[Symbol.asyncDispose]();
    // Longer than one attempt to write waits for the lock: what waits is tried again while the server stops.
    await tx.execute(sql`SELECT pg_sleep(2.5)`);
    return { typed: typing, stopped: stopping };
  });
  expect(await typed).toBe(2);
  await stopped;
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("before while stopping");
});
