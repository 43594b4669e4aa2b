import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { sendKeptDocuments } from "#renderer/realtime/linger-document.ts";
import type { LocalCopies } from "#renderer/realtime/local-copies.ts";
import { prepareEditingRoom } from "#renderer/realtime/testing/editing-room.ts";
import { createMemoryCopies } from "#renderer/realtime/testing/memory-copies.ts";
import { treeField } from "#services/contracts/socket-names.ts";
import { documents } from "#services/database/schema/documents.ts";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { plainText } from "#services/documents/schema/plain-text.ts";
import { appendUpdates } from "#services/documents/store/append-updates.ts";
import { textOf } from "#services/realtime/testing/raw-document.ts";
import { addPage, until } from "#services/realtime/testing/test-realtime.ts";

const room = prepareEditingRoom();

test("edits made offline survive a reload and are sent later, also when the page is not opened again", async () => {
  const server = await room.startServer();
  let writes = 0;
  let onWrite: () => void = () => undefined;
  const copies = createMemoryCopies(() => {
    writes += 1;
    onWrite();
  });
  const [first, second] = [await addPage(room.db, room.driveId), await addPage(room.db, room.driveId)];
  const before = room.connect(server.url, room.ada, copies);
  const editors = [room.edit(before, first), room.edit(before, second)];
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

  const after = room.connect(server.url, room.ada, copies);
  const again = room.edit(after, first);
  await until(() => again.provider.isSynced, again.provider.subscribe);
  expect(again.text.toString()).toBe("offline words");
  await sendKeptDocuments(after);
  await server.start();
  await again.reach("saved");
  expect(await room.storedText(first)).toBe("offline words");
  const reader = room.edit(room.connect(server.url, room.ben), second);
  await reader.reachText("offline words");
});

test("an editor closed before its last words were saved still gets them saved", async () => {
  const server = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const socket = room.connect(server.url, room.ada);
  const hers = room.edit(socket, pageId);
  await hers.reach("saved");
  await server.stop();
  await hers.reach("unkept");
  hers.text.insert(0, "last words");
  hers.close();
  const reopened = room.edit(socket, pageId);
  expect(reopened.text.toString()).toBe("last words");
  reopened.close();
  await server.start();
  const reader = room.edit(room.connect(server.url, room.ben), pageId);
  await reader.reachText("last words");
});

test("a change too large to save is refused in words and stays in the editor", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  await hers.reach("saved");
  hers.text.insert(0, "x".repeat(1_000_001));
  await hers.reach("refused");
  expect(hers.provider.readStatus().sentence).toMatch(/1 MB/);
  expect(hers.text.length).toBe(1_000_001);
});

test("small edits made just before one that is too large are saved", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  await hers.reach("saved");
  hers.text.insert(0, "small ");
  hers.text.insert(6, "x".repeat(1_000_001));
  await hers.reach("refused");
  const reader = room.edit(room.connect(url, room.ben), pageId);
  await reader.reachText("small ");
});

function lengthOf(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return textOf(Y.encodeStateAsUpdate(doc)).length;
}

test("edits that are too large together are sent one after the other, also after a reload", async () => {
  const server = await room.startServer();
  let onWrite: () => void = () => undefined;
  const copies = createMemoryCopies(() => onWrite());
  const pageId = await addPage(room.db, room.driveId);
  const before = room.connect(server.url, room.ada, copies);
  const hers = room.edit(before, pageId);
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
  const again = room.edit(room.connect(server.url, room.ada, copies), pageId);
  await until(() => again.provider.isSynced, again.provider.subscribe);
  expect(again.text.length).toBe(6 * part.length);
  await server.start();
  await again.reach("saved");
  expect(await room.storedText(pageId)).toHaveLength(6 * part.length);
});

test("what cannot be kept on the device is said to be in this tab only", async () => {
  const server = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const full: LocalCopies = {
    ...createMemoryCopies(() => undefined),
    append: async () => {
      throw new Error("The store is full.");
    },
  };
  const withFullStore = room.edit(room.connect(server.url, room.ada, full), pageId);
  const withoutStore = room.edit(room.connect(server.url, room.ada), pageId);
  const withStore = room.edit(
    room.connect(
      server.url,
      room.ada,
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

test("edits kept on the device in the older form are merged when the page is opened, and sent", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const old = new Y.Doc();
  const text = new Y.XmlText("words");
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  old.getXmlFragment(treeField).insert(0, [paragraph]);
  await room.db.update(documents).set({ schemaVersion: 1 }).where(eq(documents.pageId, pageId));
  const stored = Y.encodeStateAsUpdate(old);
  await room.db.transaction((tx) => appendUpdates(tx, [{ pageId, updates: [stored], actorId: null }]));
  const copies = createMemoryCopies(() => undefined);
  text.insert(5, " and more, offline");
  await copies.append(pageId, [Y.encodeStateAsUpdate(old)], true);

  const socket = room.connect(url, room.ada, copies);
  await sendKeptDocuments(socket);
  expect(await copies.listUnsent()).toEqual([pageId]);
  const hers = room.edit(socket, pageId);
  // Another tab with the same copy: its words may not come twice.
  const tab = room.edit(room.connect(url, room.ada, copies), pageId);
  const reader = room.edit(room.connect(url, room.ben), pageId);
  const textIn = () => plainText(jsonFromYjs(reader.provider.doc));
  await until(
    () => textIn() === "words and more, offline",
    (check) => reader.provider.doc.on("update", check),
    10_000,
  );
  await hers.reach("saved");
  await tab.reach("saved");
  await expect.poll(() => copies.listUnsent()).toEqual([]);
  // The other tab has seen it, and keeps its own changes again.
  await expect.poll(() => plainText(jsonFromYjs(tab.provider.doc))).toBe("words and more, offline");
  tab.provider.doc.getText("flow").insert(tab.provider.doc.getText("flow").length, "!");
  await expect.poll(() => copies.kept(pageId).length).toBeGreaterThan(1);
  expect(textIn()).toMatch(/^words and more, offline!?$/);
});
