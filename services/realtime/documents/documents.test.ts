import { eq, sql } from "drizzle-orm";
import * as encoding from "lib0/encoding";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { raiseEpochs } from "#services/access/epochs.ts";
import { documents, documentUpdates } from "#services/database/schema/documents.ts";
import { driveMembers } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { appendUpdates } from "#services/documents/store/append-updates.ts";
import { loadDocument } from "#services/documents/store/load-document.ts";
import { openRaw, sendUpdate, textOf } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPage,
  addPerson,
  connectSocket,
  nextEvent,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  type TestSocket,
  until,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

let database: TestDatabase;
let realtime: TestRealtime;
let ada: TestPerson;
let ben: TestPerson;
let viewer: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  realtime = await startTestRealtime(database.url);
  ada = await addPerson(realtime.db, "Ada");
  ben = await addPerson(realtime.db, "Ben");
  viewer = await addPerson(realtime.db, "Vera");
  driveId = await addDrive(realtime.db, ada, [
    [ben, "editor"],
    [viewer, "viewer"],
  ]);
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

async function storedText(pageId: string): Promise<string> {
  return textOf((await loadDocument(realtime.db, pageId)).state);
}

function onceClosed(socket: TestSocket): Promise<void> {
  return new Promise((resolve) => socket.once("disconnect", () => resolve()));
}

test("two people type at once and both see both", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const hers = await openRaw(await connect(ada), pageId);
  const his = await openRaw(await connect(ben), pageId);
  await Promise.all([hers.type("a"), his.type("b"), hers.type("c"), his.type("d")]);
  await until(
    () => hers.text.length === 4 && his.text.length === 4,
    (check) => {
      hers.doc.on("update", check);
      his.doc.on("update", check);
    },
  );
  expect(hers.text.toString()).toBe(his.text.toString());
  expect(await storedText(pageId)).toBe(hers.text.toString());
});

test("an acknowledged change is in the log, and numbers are dense", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const document = await openRaw(await connect(ada), pageId);
  for (let index = 1; index <= 20; index += 1) {
    expect(await document.type(String(index % 10))).toBe(index);
    expect(await storedText(pageId)).toBe(document.text.toString());
  }
});

test("a change that is already there is acknowledged and takes no row", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(ada);
  const document = await openRaw(socket, pageId);
  const seq = await document.type("once");
  expect(await sendUpdate(socket, pageId, Y.encodeStateAsUpdate(document.doc))).toBe(seq);
  const rows = await realtime.db.select().from(documentUpdates).where(eq(documentUpdates.pageId, pageId));
  expect(rows).toHaveLength(1);
});

test("a change whose foundation has not arrived is kept and joined later", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(ada);
  await openRaw(socket, pageId);
  const doc = new Y.Doc();
  const parts: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void parts.push(update));
  doc.getText("test").insert(0, "first ");
  doc.getText("test").insert(6, "second");
  const [first, second] = parts;
  if (!first || !second) throw new Error("no parts");
  await sendUpdate(socket, pageId, second);
  expect(await storedText(pageId)).toBe("");
  await sendUpdate(socket, pageId, first);
  expect(await storedText(pageId)).toBe("first second");
});

test("a change is not acknowledged while the document cannot be written, and is afterwards", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const document = await openRaw(await connect(ada), pageId);
  await document.type("before ");
  const locked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holder = realtime.db.transaction(async (tx) => {
    await tx.select().from(documents).where(eq(documents.pageId, pageId)).for("update");
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  let isAcknowledged = false;
  const pending = document.type("during").then(() => {
    isAcknowledged = true;
  });
  // Longer than a transaction waits for the lock: the batch fails and is tried again.
  await realtime.db.execute(sql`SELECT pg_sleep(2.5)`);
  expect(isAcknowledged).toBe(false);
  release.resolve();
  await holder;
  await pending;
  expect(await storedText(pageId)).toBe("before during");
});

test("connections to the database killed while typing only delay what is typed", async () => {
  const name = "victim";
  // The address of a socket's folder stands in the query, so there is one already.
  await using victim = await startTestRealtime(`${database.url}&application_name=${name}`);
  const pageId = await addPage(realtime.db, driveId);
  const document = await openRaw(await connect(ada, victim), pageId);
  const acknowledged: number[] = [];
  let killed = 0;
  for (let index = 0; index < 60; index += 1) {
    const typing = document.type("x").then((seq) => void acknowledged.push(seq));
    if (index % 10 === 0) {
      const kills = await realtime.db.execute<Record<string, unknown>>(
        sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ${name}`,
      );
      killed += kills.rows.length;
    }
    if (index % 3 === 0) await typing;
  }
  await document.type("x");
  expect(killed).toBeGreaterThan(5);
  expect(acknowledged).toEqual(acknowledged.toSorted((a, b) => a - b));
  expect(acknowledged).toHaveLength(60);
  expect(await storedText(pageId)).toBe("x".repeat(61));
});

test("two instances on one database converge within three seconds", async () => {
  await using other = await startTestRealtime(database.url);
  const pageId = await addPage(realtime.db, driveId);
  const here = await openRaw(await connect(ada), pageId);
  const there = await openRaw(await connect(ben, other), pageId);
  const startedAt = performance.now();
  await Promise.all([here.type("here"), there.type("there")]);
  await until(
    () => here.text.length === 9 && there.text.length === 9,
    (check) => {
      here.doc.on("update", check);
      there.doc.on("update", check);
    },
  );
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(here.text.toString()).toBe(there.text.toString());
});

test("an edit written by another service arrives in the open editor", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const document = await openRaw(await connect(ada), pageId);
  await document.type("mine");
  const doc = new Y.Doc();
  doc.getText("test").insert(0, "theirs ");
  await realtime.db.transaction((tx) =>
    appendUpdates(tx, [{ pageId, updates: [Y.encodeStateAsUpdate(doc)], actorId: ben.userId }]),
  );
  await until(
    () => document.text.length === 11,
    (check) => document.doc.on("update", check),
  );
  expect(await document.type("!")).toBe(3);
});

test("a viewer reads and is seen, but changes nothing", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const document = await openRaw(await connect(ada), pageId);
  await document.type("read me");
  const socket = await connect(viewer);
  const read = await openRaw(socket, pageId);
  expect(read.text.toString()).toBe("read me");
  await expect(read.type("no")).rejects.toMatchObject({ code: "forbidden" });
  expect(await storedText(pageId)).toBe("read me");
});

test("a stranger's page looks as if it did not exist", async () => {
  const stranger = await addPerson(realtime.db, "Sam");
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(stranger);
  await expect(openRaw(socket, pageId)).rejects.toMatchObject({ code: "not-found" });
  await expect(sendUpdate(socket, pageId, Y.encodeStateAsUpdate(new Y.Doc()))).rejects.toMatchObject({
    code: "not-found",
  });
});

test("an editor older than the document is told to reload, a program without an editor is let in", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const newer = schemaVersion + 1;
  await realtime.db.update(documents).set({ schemaVersion: newer }).where(eq(documents.pageId, pageId));
  const socket = await connect(ada);
  await expect(openRaw(socket, pageId, schemaVersion)).rejects.toMatchObject({ code: "client-outdated" });
  await openRaw(socket, pageId);
});

test("a program that claims a schema the server does not have changes nothing for anyone", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const hers = await openRaw(await connect(ada), pageId, schemaVersion);
  const socket = await connect(ben);
  await expect(openRaw(socket, pageId, schemaVersion + 1)).rejects.toMatchObject({ code: "unavailable" });
  for (const absurd of [0, -1, 1.5, 2_147_483_648, Number.MAX_SAFE_INTEGER]) {
    await expect(openRaw(socket, pageId, absurd)).rejects.toMatchObject({ code: "invalid-input" });
  }
  const doc = new Y.Doc();
  doc.getText("test").insert(0, "his ");
  await sendUpdate(socket, pageId, Y.encodeStateAsUpdate(doc));
  await hers.type("hers");
  const [row] = await realtime.db.select().from(documents).where(eq(documents.pageId, pageId));
  expect(row).toMatchObject({ schemaVersion, headSeq: 2 });
  await openRaw(await connect(ada), pageId, schemaVersion);
});

test("malformed bytes close their socket and disturb nobody", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const hers = await openRaw(await connect(ada), pageId);
  for (const send of [
    (socket: TestSocket) =>
      socket.emit("document.update", { pageId, update: Buffer.from([9, 9, 9, 9]) }, () => undefined),
    (socket: TestSocket) => socket.emit("document.awareness", { pageId, update: Buffer.from([255, 255]) }),
    (socket: TestSocket) =>
      socket.emit("document.update", { pageId, update: Buffer.alloc(1_000_001) }, () => undefined),
    (socket: TestSocket) =>
      socket.emit("document.update", { pageId, update: Buffer.alloc(8_100_000) }, () => undefined),
  ]) {
    const socket = await connect(ben);
    await openRaw(socket, pageId);
    const closed = onceClosed(socket);
    send(socket);
    await closed;
  }
  await hers.type("still here");
  expect(await storedText(pageId)).toBe("still here");
});

test("the server names who stands behind a caret, and removes it when they leave", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const hers = await connect(ada);
  await openRaw(hers, pageId);
  const seen: Buffer[] = [];
  hers.on("document.awareness", ({ update }) => {
    if (Buffer.isBuffer(update)) seen.push(update);
  });
  const his = await connect(ben);
  await openRaw(his, pageId);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, 4711);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, JSON.stringify({ cursor: 3, user: { id: ada.userId, name: "Ada the false" } }));
  his.emit("document.awareness", { pageId, update: Buffer.from(encoding.toUint8Array(encoder)) });
  await until(
    () => seen.length === 1,
    (check) => hers.on("document.awareness", check),
  );
  expect(seen[0]?.toString()).toContain(`"name":"Ben"`);
  expect(seen[0]?.toString()).not.toContain("Ada");
  his.disconnect();
  await until(
    () => seen.length === 2,
    (check) => hers.on("document.awareness", check),
  );
  expect(seen[1]?.toString()).toContain("null");
});

test("who loses a page is put out of it within a second", async () => {
  const leaver = await addPerson(realtime.db, "Lea");
  await realtime.db.insert(driveMembers).values({ driveId, userId: leaver.userId, role: "editor" });
  const pageId = await addPage(realtime.db, driveId);
  const hers = await openRaw(await connect(ada), pageId);
  const socket = await connect(leaver);
  const theirs = await openRaw(socket, pageId);
  const closed = nextEvent(socket, "document.closed");
  const startedAt = performance.now();
  await realtime.db.transaction(async (tx) => {
    await tx.delete(driveMembers).where(eq(driveMembers.userId, leaver.userId));
    await raiseEpochs(tx, [leaver.userId]);
  });
  const [message] = await closed;
  expect(message).toMatchObject({ pageId, code: "not-found" });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await hers.type("secret");
  await expect(theirs.type("x")).rejects.toMatchObject({ code: "not-found" });
  expect(theirs.text.toString()).toBe("x");
});

test("a page deleted for ever closes in open editors", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(ada);
  await openRaw(socket, pageId);
  const closed = nextEvent(socket, "document.closed");
  await realtime.db.delete(pages).where(eq(pages.id, pageId));
  expect((await closed)[0]).toMatchObject({ pageId, code: "not-found" });
});

test("a document nobody looks at leaves memory and comes back whole", async () => {
  await using instance = await startTestRealtime(database.url, { keepDocumentsMs: 0 });
  const pageId = await addPage(realtime.db, driveId);
  const first = await connect(ada, instance);
  await (await openRaw(first, pageId)).type("kept");
  first.disconnect();
  await until(
    () => instance.kicked.filter((id) => id === pageId).length >= 2,
    (check) => {
      const timer = setInterval(check, 50);
      onTestFinished(() => clearInterval(timer));
    },
  );
  const again = await openRaw(await connect(ben, instance), pageId);
  expect(again.text.toString()).toBe("kept");
});
