import { eq } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { prepareEditingRoom } from "#renderer/realtime/testing/editing-room.ts";
import { createWorkspaceSocket } from "#renderer/realtime/workspace-socket.ts";
import { raiseEpochs } from "#services/access/epochs.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import { documents } from "#services/database/schema/documents.ts";
import { driveMembers } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import { addPage, addPerson, publish, until } from "#services/realtime/testing/test-realtime.ts";

const room = prepareEditingRoom();

test("what one types the other sees, and saved means stored", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  const his = room.edit(room.connect(url, room.ben), pageId);
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  for (const character of "hello") hers.text.insert(hers.text.length, character);
  expect(hers.provider.readStatus().state).toBe("saving");
  await hers.reach("saved");
  expect(await room.storedText(pageId)).toBe("hello");
  await his.reachText("hello");
});

test("carets carry the name the server knows, and go when the editor closes", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  const his = room.edit(room.connect(url, room.ben), pageId);
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
  const server = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(server.url, room.ada), pageId);
  const his = room.edit(room.connect(server.url, room.ben), pageId);
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
  expect(await room.storedText(pageId)).toBe("ether apart");
});

test("nothing is called saved while the database does not take it", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  await hers.reach("saved");
  const states: string[] = [];
  hers.provider.subscribe(() => void states.push(hers.provider.readStatus().state));
  await room.db.transaction(async (tx) => {
    await tx.select().from(documents).where(eq(documents.pageId, pageId)).for("update");
    hers.text.insert(0, "held");
    const other = room.edit(room.connect(url, room.ben), pageId);
    await other.reachText("held");
    expect(states).toEqual(["saving"]);
  });
  await hers.reach("saved");
  expect(await room.storedText(pageId)).toBe("held");
});

test("who may only read is told so, and who loses the right keeps a copy of what was typed", async () => {
  const { url } = await room.startServer();
  const person = await addPerson(room.db, "Vic");
  await room.db.insert(driveMembers).values({ driveId: room.driveId, userId: person.userId, role: "editor" });
  const pageId = await addPage(room.db, room.driveId);
  const theirs = room.edit(room.connect(url, person), pageId);
  await theirs.reach("saved");
  await room.db.transaction(async (tx) => {
    await tx.update(driveMembers).set({ role: "viewer" }).where(eq(driveMembers.userId, person.userId));
    await raiseEpochs(tx, [person.userId]);
    theirs.text.insert(0, "too late");
  });
  await until(() => ["refused", "saved"].includes(theirs.provider.readStatus().state), theirs.provider.subscribe);
  expect(theirs.text.toString()).toBe("too late");
  const reader = room.edit(room.connect(url, person), pageId);
  await reader.reach("read-only");
});

test("what is typed while the page goes to the trash stays in the editor, and is saved when the page comes back", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  await hers.reach("saved");
  const setTrashed = async (isTrashed: boolean) => {
    await room.db
      .update(pages)
      .set({ trashedAt: isTrashed ? new Date() : null })
      .where(eq(pages.id, pageId));
    const type = isTrashed ? "page.trashed" : "page.restored";
    await publish(room.db, [
      { streamId: room.driveId, event: { type, actorId: null, driveId: room.driveId, pageId, parentId: null } },
    ]);
  };
  await setTrashed(true);
  await hers.reach("read-only");
  hers.text.insert(0, "not lost");
  const reader = room.edit(room.connect(url, room.ben), pageId);
  await reader.reach("read-only");
  expect(hers.text.toString()).toBe("not lost");
  expect(await room.storedText(pageId)).toBe("");
  await setTrashed(false);
  await Promise.all([hers.reach("saved"), reader.reachText("not lost")]);
  expect(await room.storedText(pageId)).toBe("not lost");
});

test("events missed while the server was away come once and in order", async () => {
  const server = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const socket = room.connect(server.url, room.ada);
  const titles: string[] = [];
  const happenings = new Set<() => void>();
  socket.onEvent((event: WorkspaceEvent) => {
    if (event.type === "page.renamed") titles.push(event.title);
    for (const check of happenings) check();
  });
  const rename = (title: string) =>
    publish(room.db, [
      { streamId: room.driveId, event: { type: "page.renamed", actorId: null, driveId: room.driveId, pageId, title } },
    ]);
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
  const { url } = await room.startServer();
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

test("what is typed as the page is locked stays here, is told of, and is stored once the page is unlocked", async () => {
  const { url } = await room.startServer();
  const pageId = await addPage(room.db, room.driveId);
  const hers = room.edit(room.connect(url, room.ada), pageId);
  const his = room.edit(room.connect(url, room.ben), pageId);
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  const setLocked = async (isLocked: boolean) => {
    await room.db.update(pages).set({ isLocked }).where(eq(pages.id, pageId));
    const event = { type: "page.lock-changed", actorId: null, driveId: room.driveId, pageId, isLocked } as const;
    await publish(room.db, [{ streamId: room.driveId, event }]);
  };
  await setLocked(true);
  await Promise.all([hers.reach("locked"), his.reach("locked")]);
  hers.text.insert(0, "in the very moment");
  await hers.reach("refused");
  expect(his.text.toString()).toBe("");
  expect(hers.provider.readStatus().sentence).toContain("locked");
  expect(hers.text.toString()).toBe("in the very moment");
  expect(await room.storedText(pageId)).toBe("");
  await setLocked(false);
  await Promise.all([hers.reach("saved"), his.reach("saved")]);
  expect(await room.storedText(pageId)).toBe("in the very moment");
  await his.reachText("in the very moment");
});
