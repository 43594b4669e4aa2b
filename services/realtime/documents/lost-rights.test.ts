import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { raiseEpochs } from "#services/access/epochs.ts";
import { DocumentOpened } from "#services/contracts/realtime.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
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
  publish,
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

async function addEditor(name: string): Promise<TestPerson> {
  const person = await addPerson(realtime.db, name);
  await realtime.db.insert(driveMembers).values({ driveId, userId: person.userId, role: "editor" });
  return person;
}

function removeMember({ userId }: TestPerson): Promise<void> {
  return realtime.db.transaction(async (tx) => {
    await tx.delete(driveMembers).where(eq(driveMembers.userId, userId));
    await raiseEpochs(tx, [userId]);
  });
}

/** While the logs of documents cannot be read, does something once the server waits for one. */
async function duringLoad<Result>(start: () => Promise<Result>, meanwhile: () => Promise<void>) {
  return realtime.db.transaction(async (tx) => {
    await tx.execute(sql`LOCK TABLE document_snapshots IN ACCESS EXCLUSIVE MODE`);
    const started = start();
    await expect
      .poll(async () => {
        const found = await tx.execute<Record<string, unknown>>(sql`
          SELECT FROM pg_locks WHERE relation = 'document_snapshots'::regclass AND NOT granted`);
        return found.rows.length;
      })
      .toBeGreaterThan(0);
    await meanwhile();
    return { started };
  });
}

test("who loses a page while it is being opened does not get it", async () => {
  const leaver = await addEditor("Lea");
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(leaver);
  const { started } = await duringLoad(
    () => openRaw(socket, pageId).catch((error: unknown) => error),
    async () => {
      const told = nextEvent(socket, "access.changed");
      await removeMember(leaver);
      await told;
    },
  );
  expect(await started).toMatchObject({ code: "not-found" });
  const heard: unknown[] = [];
  socket.on("document.update", (message) => void heard.push(message));
  await (await openRaw(await connect(ada), pageId)).type("secret");
  await expect(openRaw(socket, pageId)).rejects.toMatchObject({ code: "not-found" });
  expect(heard).toEqual([]);
});

test("a change sent before a page was lost, and reached after, is refused", async () => {
  const leaver = await addEditor("Lou");
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(leaver);
  const doc = new Y.Doc();
  doc.getText("test").insert(0, "too late");
  const { started } = await duringLoad(
    () => sendUpdate(socket, pageId, Y.encodeStateAsUpdate(doc)).catch((error: unknown) => error),
    async () => {
      const told = nextEvent(socket, "access.changed");
      await removeMember(leaver);
      await told;
    },
  );
  expect(await started).toMatchObject({ code: "not-found" });
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("");
});

async function setTrashed(pageId: string, isTrashed: boolean): Promise<void> {
  await realtime.db
    .update(pages)
    .set({ trashedAt: isTrashed ? sql`now()` : null, trashRootId: isTrashed ? pageId : null })
    .where(eq(pages.id, pageId));
  const type = isTrashed ? "page.trashed" : "page.restored";
  await publish(realtime.db, [{ streamId: driveId, event: { type, actorId: null, driveId, pageId, parentId: null } }]);
}

async function levelOf(socket: TestSocket, pageId: string): Promise<string> {
  const answer = await socket.emitWithAck("document.open", { pageId, stateVector: Buffer.alloc(0) });
  return DocumentOpened.parse(answer).level;
}

test("a page in the trash is read but not changed, and can be changed again once it is restored", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(ada);
  const document = await openRaw(socket, pageId);
  await document.type("kept");
  const trashed = nextEvent(socket, "document.closed");
  await setTrashed(pageId, true);
  expect((await trashed)[0]).toMatchObject({ pageId, code: "unavailable" });
  expect(await levelOf(socket, pageId)).toBe("view");
  await expect(document.type(" lost?")).rejects.toMatchObject({ code: "conflict" });
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("kept");
  const restored = nextEvent(socket, "document.closed");
  await setTrashed(pageId, false);
  expect((await restored)[0]).toMatchObject({ pageId, code: "unavailable" });
  expect(await levelOf(socket, pageId)).toBe("manage");
  await sendUpdate(socket, pageId, Y.encodeStateAsUpdate(document.doc));
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("kept lost?");
});

test("a page that was in the trash before it was opened is not changed either", async () => {
  const pageId = await addPage(realtime.db, driveId);
  await setTrashed(pageId, true);
  const document = await openRaw(await connect(ada), pageId);
  await expect(document.type("no")).rejects.toMatchObject({ code: "conflict" });
});

test("an editor that another instance's edit leaves behind is told so before it can do harm", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const hers = await openRaw(await connect(ada), pageId, schemaVersion);
  const doc = new Y.Doc();
  doc.getText("test").insert(0, "newer");
  const updates = [Y.encodeStateAsUpdate(doc)];
  await realtime.db.transaction((tx) =>
    appendUpdates(tx, [{ pageId, updates, actorId: null, schemaVersion: schemaVersion + 1 }]),
  );
  await until(
    () => hers.text.length === 5,
    (check) => hers.doc.on("update", check),
  );
  await expect(hers.type("!")).rejects.toMatchObject({ code: "client-outdated" });
  await expect(openRaw(await connect(ada), pageId, schemaVersion)).rejects.toMatchObject({ code: "client-outdated" });
  await openRaw(await connect(ada), pageId);
});

test("who writes in a drive that goes to the trash is put out of it and its page within a second, and may come back after", async () => {
  const writer = await addPerson(realtime.db, "Wil");
  const trashed = await addDrive(realtime.db, ada);
  await realtime.db.insert(driveMembers).values({ driveId: trashed, userId: writer.userId, role: "editor" });
  const pageId = await addPage(realtime.db, trashed);
  const socket = await connect(writer);
  const theirs = await openRaw(socket, pageId);
  const closed = nextEvent(socket, "document.closed");
  const told = nextEvent(socket, "access.changed");
  const setTrash = (trashedAt: Date | null) =>
    realtime.db.transaction(async (tx) => {
      await tx.update(drives).set({ trashedAt }).where(eq(drives.id, trashed));
      await raiseEpochs(tx, [trashed, writer.userId]);
    });
  const startedAt = performance.now();
  await setTrash(new Date());
  expect((await closed)[0]).toMatchObject({ pageId, code: "not-found" });
  expect((await told)[0]).toEqual({ driveId: trashed });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await expect(theirs.type("x")).rejects.toMatchObject({ code: "not-found" });
  const toldAgain = nextEvent(socket, "access.changed");
  await setTrash(null);
  expect((await toldAgain)[0]).toEqual({ driveId: trashed });
  await (await openRaw(socket, pageId)).type("back");
});

test("who was refused for a lesser role is told when they have another one again, and others are not", async () => {
  const [writer, other] = [await addEditor("Rae"), await addEditor("Sid")];
  const pageId = await addPage(realtime.db, driveId);
  const [socket, elsewhere] = [await connect(writer), await connect(other)];
  const theirs = await openRaw(socket, pageId);
  const setRole = async (role: "viewer" | "editor") => {
    await realtime.db.transaction(async (tx) => {
      await tx.update(driveMembers).set({ role }).where(eq(driveMembers.userId, writer.userId));
      await raiseEpochs(tx, [writer.userId]);
    });
    const member = { actorId: ada.userId, driveId, userId: writer.userId, role };
    await publish(realtime.db, [{ streamId: driveId, event: { type: "member.changed", ...member } }]);
  };
  let isOtherTold = false;
  elsewhere.on("access.changed", () => {
    isOtherTold = true;
  });
  const told = nextEvent(socket, "access.changed");
  await setRole("viewer");
  expect((await told)[0]).toEqual({ driveId });
  await expect(theirs.type("x")).rejects.toMatchObject({ code: "forbidden" });
  const toldAgain = nextEvent(socket, "access.changed");
  await setRole("editor");
  expect((await toldAgain)[0]).toEqual({ driveId });
  await (await openRaw(socket, pageId)).type("back");
  expect(isOtherTold).toBe(false);
});

async function setLocked(pageId: string, isLocked: boolean): Promise<void> {
  await realtime.db.update(pages).set({ isLocked }).where(eq(pages.id, pageId));
  const event = { type: "page.lock-changed", actorId: null, driveId, pageId, isLocked } as const;
  await publish(realtime.db, [{ streamId: driveId, event }]);
}

test("a page that is locked is read but not changed within a second, and can be changed again once it is unlocked", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const socket = await connect(ada);
  const document = await openRaw(socket, pageId);
  await document.type("kept");
  const locked = nextEvent(socket, "document.closed");
  const startedAt = performance.now();
  await setLocked(pageId, true);
  expect((await locked)[0]).toMatchObject({ pageId, code: "unavailable" });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  const opened = await socket.emitWithAck("document.open", { pageId, stateVector: Buffer.alloc(0) });
  expect(opened).toMatchObject({ level: "view", isLocked: true });
  await expect(document.type(" lost?")).rejects.toMatchObject({ code: "conflict" });
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("kept");
  const unlocked = nextEvent(socket, "document.closed");
  await setLocked(pageId, false);
  expect((await unlocked)[0]).toMatchObject({ pageId, code: "unavailable" });
  expect(await levelOf(socket, pageId)).toBe("manage");
  await sendUpdate(socket, pageId, Y.encodeStateAsUpdate(document.doc));
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("kept lost?");
});

test("a change that arrives before anybody is told of the lock is stored, since others were shown it", async () => {
  const pageId = await addPage(realtime.db, driveId);
  const [hers, his] = [await connect(ada), await connect(await addEditor("Lex"))];
  const document = await openRaw(hers, pageId);
  await openRaw(his, pageId);
  const [closedHers, closedHis] = [nextEvent(hers, "document.closed"), nextEvent(his, "document.closed")];
  await realtime.db.update(pages).set({ isLocked: true }).where(eq(pages.id, pageId));
  await document.type("just so");
  await setLocked(pageId, true);
  for (const closed of [closedHers, closedHis]) {
    expect((await closed)[0]).toMatchObject({ pageId, code: "unavailable" });
  }
  expect(textOf((await loadDocument(realtime.db, pageId)).state)).toBe("just so");
  expect(await levelOf(his, pageId)).toBe("view");
  await expect(document.type(", too late")).rejects.toMatchObject({ code: "conflict" });
});
