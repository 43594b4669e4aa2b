import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { documents } from "#services/database/schema/documents.ts";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { plainText } from "#services/documents/schema/plain-text.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { appendUpdates } from "#services/documents/store/append-updates.ts";
import { openRaw, sendUpdate } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPage,
  addPerson,
  connectSocket,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  type TestSocket,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

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

async function connect(person: TestPerson): Promise<TestSocket> {
  const socket = await connectSocket(realtime, person);
  onTestFinished(() => void socket.disconnect());
  return socket;
}

test("a document of an older release is carried over when it is opened, and what is written into its old form is refused", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const old = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  const text = new Y.XmlText("words");
  paragraph.insert(0, [text]);
  old.getXmlFragment(treeField).insert(0, [paragraph]);
  const updates = [Y.encodeStateAsUpdate(old)];
  await realtime.db.update(documents).set({ schemaVersion: 1 }).where(eq(documents.pageId, pageId));
  await realtime.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates, actorId: null }]));

  const socket = await connect(ada);
  await expect(openRaw(socket, pageId, 1)).rejects.toMatchObject({ code: "client-outdated" });
  const { doc } = await openRaw(socket, pageId, schemaVersion);
  expect(plainText(jsonFromYjs(doc))).toBe("words");
  const before = Y.encodeStateVector(old);
  text.insert(5, " typed offline");
  const into = Y.encodeStateAsUpdate(old, before);
  await expect(sendUpdate(socket, pageId, into)).rejects.toMatchObject({ code: "client-outdated" });
  const after = Y.encodeStateVector(old);
  text.insert(5, ", and on");
  await expect(sendUpdate(socket, pageId, Y.encodeStateAsUpdate(old, after))).rejects.toMatchObject({
    code: "client-outdated",
  });
  const beside = new Y.Doc();
  beside.getXmlFragment(treeField).insert(0, [new Y.XmlElement("paragraph")]);
  await expect(sendUpdate(socket, pageId, Y.encodeStateAsUpdate(beside))).rejects.toMatchObject({
    code: "client-outdated",
  });
  expect(plainText(jsonFromYjs((await openRaw(await connect(ada), pageId)).doc))).toBe("words");
});
