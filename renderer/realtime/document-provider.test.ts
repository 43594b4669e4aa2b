import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import {
  createDocumentProvider,
  type DocumentProvider,
  type ProviderStatus,
} from "#renderer/realtime/document-provider.ts";
import { sendKeptDocuments } from "#renderer/realtime/linger-document.ts";
import type { LocalCopies } from "#renderer/realtime/local-copies.ts";
import { createMemoryCopies } from "#renderer/realtime/testing/memory-copies.ts";
import { createWorkspaceSocket, type WorkspaceSocket } from "#renderer/realtime/workspace-socket.ts";
import { raiseEpochs } from "#services/access/epochs.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { driveMembers } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import { loadDocument } from "#services/documents/store/load-document.ts";
import { deriveCursorKey } from "#services/events/cursors.ts";
import { listEvents } from "#services/events/list-events.ts";
import { createLogger } from "#services/platform/logger.ts";
import { textOf } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPage,
  addPerson,
  issueToken,
  publish,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  testSecret,
  until,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

let database: TestDatabase;
let pool: ReturnType<typeof openDatabase>;
let db: Database;
let ada: TestPerson;
let ben: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openDatabase({
    url: database.url,
    maxConnections: 4,
    logger: createLogger({ name: "test", level: "silent" }),
  });
  db = pool.db;
  ada = await addPerson(db, "Ada");
  ben = await addPerson(db, "Ben");
  driveId = await addDrive(db, ada, [[ben, "editor"]]);
});

afterAll(async () => {
  await pool.close();
  await database[Symbol.asyncDispose]();
});

/** A server that can be stopped and started again at the same address. */
async function startServer() {
  let running: TestRealtime | undefined = await startTestRealtime(database.url);
  const { port } = running.server;
  const server = {
    url: running.url,
    async stop() {
      await running?.[Symbol.asyncDispose]();
      running = undefined;
    },
    async start() {
      running = await startTestRealtime(database.url, { port });
    },
  };
  onTestFinished(() => server.stop());
  return server;
}

function connect(url: string, person: TestPerson, localCopies?: LocalCopies): WorkspaceSocket {
  const socket = createWorkspaceSocket({
    url,
    issueToken: () => issueToken(db, person),
    listEvents: async (streams) => ({
      streams: await listEvents(db, { userId: person.userId, cursorKey: deriveCursorKey(testSecret), streams }),
    }),
    localCopies,
  });
  onTestFinished(() => socket.close());
  return socket;
}

interface Editor {
  readonly provider: DocumentProvider;
  readonly text: Y.Text;
  /** Resolves once the state is as asked. */
  reach(state: ProviderStatus["state"]): Promise<void>;
  reachText(text: string): Promise<void>;
  close(): void;
}

function edit(socket: WorkspaceSocket, pageId: string): Editor {
  const doc = new Y.Doc();
  const provider = createDocumentProvider({ socket, pageId, doc, schemaVersion: 1 });
  const text = doc.getText("test");
  const close = () => {
    provider.destroy();
    doc.destroy();
  };
  onTestFinished(close);
  return {
    provider,
    text,
    close,
    reach: (state) => until(() => provider.readStatus().state === state, provider.subscribe, 10_000),
    reachText: (wanted) =>
      until(
        () => text.toString() === wanted,
        (check) => doc.on("update", check),
        10_000,
      ),
  };
}

async function storedText(pageId: string): Promise<string> {
  return textOf((await loadDocument(db, pageId)).state);
}

test("what one types the other sees, and saved means stored", async () => {
  const { url } = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(url, ada), pageId);
  const his = edit(connect(url, ben), pageId);
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  for (const character of "hello") hers.text.insert(hers.text.length, character);
  expect(hers.provider.readStatus().state).toBe("saving");
  await hers.reach("saved");
  expect(await storedText(pageId)).toBe("hello");
  await his.reachText("hello");
});

test("carets carry the name the server knows, and go when the editor closes", async () => {
  const { url } = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(url, ada), pageId);
  const his = edit(connect(url, ben), pageId);
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  const { awareness } = hers.provider;
  const his_ = his.provider.awareness.clientID;
  his.provider.awareness.setLocalStateField("cursor", { at: 1 });
  await until(
    () => awareness.getStates().get(his_)?.["user"]?.name === "Ben",
    (check) => awareness.on("change", check),
  );
  his.close();
  await until(
    () => !awareness.getStates().has(his_),
    (check) => awareness.on("change", check),
  );
});

test("typing goes on while the server is away, nothing empties, and all of it arrives afterwards", async () => {
  const server = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(server.url, ada), pageId);
  const his = edit(connect(server.url, ben), pageId);
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  hers.text.insert(0, "together ");
  await his.reachText("together ");
  await server.stop();
  await Promise.all([hers.reach("unkept"), his.reach("unkept")]);
  expect(hers.text.toString()).toBe("together ");
  hers.text.insert(hers.text.length, "apart");
  his.text.delete(0, 3);
  await server.start();
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  await Promise.all([hers.reachText("ether apart"), his.reachText("ether apart")]);
  expect(await storedText(pageId)).toBe("ether apart");
});

test("nothing is called saved while the database does not take it", async () => {
  const { url } = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(url, ada), pageId);
  await hers.reach("saved");
  const states: string[] = [];
  hers.provider.subscribe(() => void states.push(hers.provider.readStatus().state));
  await db.transaction(async (tx) => {
    await tx.select().from(documents).where(eq(documents.pageId, pageId)).for("update");
    hers.text.insert(0, "held");
    const other = edit(connect(url, ben), pageId);
    await other.reachText("held");
    expect(states).toEqual(["saving"]);
  });
  await hers.reach("saved");
  expect(await storedText(pageId)).toBe("held");
});

test("edits made offline survive a reload and are sent later, also when the page is not opened again", async () => {
  const server = await startServer();
  let writes = 0;
  let onWrite: () => void = () => undefined;
  const copies = createMemoryCopies(() => {
    writes += 1;
    onWrite();
  });
  const [first, second] = [await addPage(db, driveId), await addPage(db, driveId)];
  const before = connect(server.url, ada, copies);
  const editors = [edit(before, first), edit(before, second)];
  await Promise.all(editors.map((editor) => editor.reach("saved")));
  await server.stop();
  await Promise.all(editors.map((editor) => editor.reach("offline")));
  for (const editor of editors) editor.text.insert(0, "offline words");
  await until(
    () => writes === editors.length,
    (check) => {
      onWrite = check;
    },
  );
  before.close();

  const after = connect(server.url, ada, copies);
  const again = edit(after, first);
  await until(() => again.provider.isSynced, again.provider.subscribe);
  expect(again.text.toString()).toBe("offline words");
  await sendKeptDocuments(after);
  await server.start();
  await again.reach("saved");
  expect(await storedText(first)).toBe("offline words");
  const reader = edit(connect(server.url, ben), second);
  await reader.reachText("offline words");
});

test("an editor closed before its last words were saved still gets them saved", async () => {
  const server = await startServer();
  const pageId = await addPage(db, driveId);
  const socket = connect(server.url, ada);
  const hers = edit(socket, pageId);
  await hers.reach("saved");
  await server.stop();
  await hers.reach("unkept");
  hers.text.insert(0, "last words");
  hers.close();
  const reopened = edit(socket, pageId);
  expect(reopened.text.toString()).toBe("last words");
  reopened.close();
  await server.start();
  const reader = edit(connect(server.url, ben), pageId);
  await reader.reachText("last words");
});

test("who may only read is told so, and who loses the right keeps a copy of what was typed", async () => {
  const { url } = await startServer();
  const person = await addPerson(db, "Vic");
  await db.insert(driveMembers).values({ driveId, userId: person.userId, role: "editor" });
  const pageId = await addPage(db, driveId);
  const theirs = edit(connect(url, person), pageId);
  await theirs.reach("saved");
  await db.transaction(async (tx) => {
    await tx.update(driveMembers).set({ role: "viewer" }).where(eq(driveMembers.userId, person.userId));
    await raiseEpochs(tx, [person.userId]);
    theirs.text.insert(0, "too late");
  });
  await until(() => ["refused", "saved"].includes(theirs.provider.readStatus().state), theirs.provider.subscribe);
  expect(theirs.text.toString()).toBe("too late");
  const reader = edit(connect(url, person), pageId);
  await reader.reach("read-only");
});

test("what is typed while the page goes to the trash stays in the editor, and is saved when the page comes back", async () => {
  const { url } = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(url, ada), pageId);
  await hers.reach("saved");
  const setTrashed = async (isTrashed: boolean) => {
    await db
      .update(pages)
      .set({ trashedAt: isTrashed ? new Date() : null })
      .where(eq(pages.id, pageId));
    const type = isTrashed ? "page.trashed" : "page.restored";
    await publish(db, [{ streamId: driveId, event: { type, actorId: null, driveId, pageId, parentId: null } }]);
  };
  await setTrashed(true);
  await hers.reach("read-only");
  hers.text.insert(0, "not lost");
  const reader = edit(connect(url, ben), pageId);
  await reader.reach("read-only");
  expect(hers.text.toString()).toBe("not lost");
  expect(await storedText(pageId)).toBe("");
  await setTrashed(false);
  await Promise.all([hers.reach("saved"), reader.reachText("not lost")]);
  expect(await storedText(pageId)).toBe("not lost");
});

test("a change too large to save is refused in words and stays in the editor", async () => {
  const { url } = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(url, ada), pageId);
  await hers.reach("saved");
  hers.text.insert(0, "x".repeat(1_000_001));
  await hers.reach("refused");
  expect(hers.provider.readStatus().sentence).toMatch(/1 MB/);
  expect(hers.text.length).toBe(1_000_001);
});

test("small edits made just before one that is too large are saved", async () => {
  const { url } = await startServer();
  const pageId = await addPage(db, driveId);
  const hers = edit(connect(url, ada), pageId);
  await hers.reach("saved");
  hers.text.insert(0, "small ");
  hers.text.insert(6, "x".repeat(1_000_001));
  await hers.reach("refused");
  const reader = edit(connect(url, ben), pageId);
  await reader.reachText("small ");
});

function lengthOf(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return textOf(Y.encodeStateAsUpdate(doc)).length;
}

test("edits that are too large together are sent one after the other, also after a reload", async () => {
  const server = await startServer();
  let onWrite: () => void = () => undefined;
  const copies = createMemoryCopies(() => onWrite());
  const pageId = await addPage(db, driveId);
  const before = connect(server.url, ada, copies);
  const hers = edit(before, pageId);
  await hers.reach("saved");
  const part = "y".repeat(400_000);
  for (const start of [0, 1]) hers.text.insert(start, part);
  await hers.reach("saved");
  await server.stop();
  await hers.reach("offline");
  for (let count = 0; count < 4; count += 1) hers.text.insert(hers.text.length, part);
  await until(
    () => lengthOf(copies.kept(pageId)) === 6 * part.length,
    (check) => {
      onWrite = check;
    },
  );
  before.close();
  const again = edit(connect(server.url, ada, copies), pageId);
  await until(() => again.provider.isSynced, again.provider.subscribe);
  expect(again.text.length).toBe(6 * part.length);
  await server.start();
  await again.reach("saved");
  expect(await storedText(pageId)).toHaveLength(6 * part.length);
});

test("events missed while the server was away come once and in order", async () => {
  const server = await startServer();
  const pageId = await addPage(db, driveId);
  const socket = connect(server.url, ada);
  const titles: string[] = [];
  const happenings = new Set<() => void>();
  socket.onEvent((event: WorkspaceEvent) => {
    if (event.type === "page.renamed") titles.push(event.title);
    for (const check of happenings) check();
  });
  const rename = (title: string) =>
    publish(db, [{ streamId: driveId, event: { type: "page.renamed", actorId: null, driveId, pageId, title } }]);
  const reach = (count: number) =>
    until(
      () => titles.length >= count,
      (check) => happenings.add(check),
      10_000,
    );
  await new Promise<void>((resolve) => {
    const stop = socket.onReset(() => resolve());
    onTestFinished(stop);
  });
  await rename("1");
  await reach(1);
  await server.stop();
  await rename("2");
  await rename("3");
  await server.start();
  await rename("4");
  await reach(4);
  await rename("5");
  await reach(5);
  expect(titles).toEqual(["1", "2", "3", "4", "5"]);
});

test("a socket whose session has ended stops trying and says so", async () => {
  const { url } = await startServer();
  const signedOut = Promise.withResolvers<void>();
  const socket = createWorkspaceSocket({
    url,
    issueToken: () => Promise.reject(Object.assign(new Error("signed out"), { code: "unauthenticated" })),
    listEvents: async () => ({ streams: [] }),
    onSignedOut: signedOut.resolve,
  });
  await signedOut.promise;
  expect(socket.status.read()).toBe("offline");
});

test("what cannot be kept on the device is said to be in this tab only", async () => {
  const server = await startServer();
  const pageId = await addPage(db, driveId);
  const full: LocalCopies = {
    ...createMemoryCopies(() => undefined),
    append: async () => {
      throw new Error("The store is full.");
    },
  };
  const withFullStore = edit(connect(server.url, ada, full), pageId);
  const withoutStore = edit(connect(server.url, ada), pageId);
  const withStore = edit(
    connect(
      server.url,
      ada,
      createMemoryCopies(() => undefined),
    ),
    pageId,
  );
  const editors = [withFullStore, withoutStore, withStore];
  for (const editor of editors) await editor.reach("saved");
  await server.stop();
  for (const { text } of editors) text.insert(0, "x");
  await withFullStore.reach("unkept");
  await withoutStore.reach("unkept");
  await withStore.reach("offline");
  expect(editors.map(({ provider }) => provider.readStatus().isAtRisk)).toEqual([true, true, false]);
  await server.start();
  for (const editor of editors) await editor.reach("saved");
  expect(editors.map(({ provider }) => provider.readStatus().isAtRisk)).toEqual([false, false, false]);
});
