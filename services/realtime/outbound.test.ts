import { connect as connectTcp, createServer, type Socket } from "node:net";
import * as encoding from "lib0/encoding";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import type { Database } from "#services/database/connection.ts";
import { appendUpdates } from "#services/documents/store/append-updates.ts";
import { openRaw } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPage,
  addPerson,
  connectSocket,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  type TestSocket,
  until,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

const megabyte = 1_000_000;

let database: TestDatabase;
let realtime: TestRealtime;
let ada: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  realtime = await startTestRealtime(database.url);
  ada = await addPerson(realtime.db, "Ada");
  driveId = await addDrive(realtime.db, ada);
});

afterAll(async () => {
  await realtime[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** A line to the server on which reading can be stopped, as with a client that hangs. */
async function openLine(port: number) {
  const servers: Socket[] = [];
  const clients: Socket[] = [];
  const line = createServer((client) => {
    const server = connectTcp(port, "127.0.0.1");
    servers.push(server);
    clients.push(client);
    client.pipe(server).pipe(client);
    for (const side of [client, server]) side.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const side of [...servers, ...clients]) side.destroy();
    line.close();
  });
  const address = line.address();
  if (typeof address !== "object" || !address) throw new Error("The line has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stopReading() {
      for (const [index, server] of servers.entries()) {
        server.unpipe();
        server.pause();
        server.removeAllListeners("data");
        clients[index]?.on("close", () => server.destroy());
      }
    },
    readOn() {
      for (const [index, server] of servers.entries()) if (clients[index]) server.pipe(clients[index]);
    },
  };
}

async function connect(url = realtime.url): Promise<TestSocket> {
  const socket = await connectSocket({ ...realtime, url }, ada);
  onTestFinished(() => void socket.disconnect());
  return socket;
}

async function addLargePage(db: Database, megabytes: number): Promise<string> {
  const pageId = await addPage(db, driveId);
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  for (let part = 0; part < megabytes; part += 1) doc.getMap("parts").set(String(part), "x".repeat(megabyte));
  await db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: null }]));
  return pageId;
}

function caretOf(clientId: number): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, JSON.stringify({ cursor: 1 }));
  return Buffer.from(encoding.toUint8Array(encoder));
}

test("who asks for a document a thousand times without reading gets it once, and is asked for patience", async () => {
  const pageId = await addLargePage(realtime.db, 40);
  const line = await openLine(realtime.server.port);
  const socket = await connect(line.url);
  line.stopReading();
  const answers: (string | undefined)[] = [];
  let onAnswer: () => void = () => undefined;
  for (let count = 0; count < 1_000; count += 1) {
    socket.emit("document.open", { pageId, stateVector: Buffer.alloc(0) }, (answer) => {
      answers.push(answer.error?.code);
      onAnswer();
    });
  }
  const bystander = await openRaw(await connect(), pageId);
  line.readOn();
  await until(
    () => answers.length === 1_000,
    (check) => {
      onAnswer = check;
    },
    60_000,
  );
  expect(answers.filter((code) => code === undefined).length).toBeLessThanOrEqual(2);
  expect(new Set(answers)).toEqual(new Set([undefined, "rate-limited"]));
  await bystander.type("undisturbed");
  await openRaw(socket, pageId);
});

test("large documents asked for all at once do not stand in memory all at once", async () => {
  const pageIds = await Promise.all(Array.from({ length: 5 }, () => addLargePage(realtime.db, 12)));
  const bystander = await connect();
  for (const pageId of pageIds) await openRaw(bystander, pageId);
  const line = await openLine(realtime.server.port);
  const socket = await connect(line.url);
  line.stopReading();
  const answers = pageIds.map((pageId) =>
    socket.timeout(60_000).emitWithAck("document.open", { pageId, stateVector: Buffer.alloc(0) }),
  );
  await openRaw(await connect(), pageIds[0] ?? "");
  line.readOn();
  const codes = (await Promise.all(answers)).map(({ error }) => error?.code);
  expect(codes.filter((code) => code === undefined)).toHaveLength(2);
  expect(codes.filter((code) => code === "rate-limited")).toHaveLength(3);
});

test("who does not read what others type is let go before the server's memory fills", async () => {
  const large = await addLargePage(realtime.db, 49);
  const pageId = await addPage(realtime.db, driveId);
  const line = await openLine(realtime.server.port);
  const slow = await connect(line.url);
  await openRaw(slow, pageId);
  const watcher = await connect();
  const document = await openRaw(watcher, pageId);
  let carets = 0;
  let onCaret: () => void = () => undefined;
  watcher.on("document.awareness", () => {
    carets += 1;
    onCaret();
  });
  slow.emit("document.awareness", { pageId, update: caretOf(4711) });
  const reach = (count: number, timeoutMs: number) =>
    until(
      () => carets === count,
      (check) => {
        onCaret = check;
      },
      timeoutMs,
    );
  await reach(1, 5_000);
  line.stopReading();
  slow.emit("document.open", { pageId: large, stateVector: Buffer.alloc(0) }, () => undefined);
  for (let count = 0; count < 45 && carets === 1; count += 1) await document.type("x".repeat(990_000));
  // Sooner than a connection is given up that answers no ping.
  await reach(2, 4_000);
  expect(watcher.connected).toBe(true);
});
