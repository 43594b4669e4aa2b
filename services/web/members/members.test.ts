import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DriveRole } from "#services/contracts/access-levels.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let adam: TestPerson;
let eda: TestPerson;
let gus: TestPerson;
let driveId: string;
let pageId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  adam = await web.addPerson("Adam");
  eda = await web.addPerson("Eda");
  gus = await web.addPerson("Gus");
});
beforeEach(async () => {
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, adam, "admin");
  await web.addMember(driveId, eda, "editor");
  await web.addMember(driveId, gus, "guest");
  pageId = (await web.call("pages.create", { driveId, type: "document", title: "Plans" }, ada)).id;
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const of = (person: TestPerson) => ({ driveId, userId: person.actor.userId });

async function roles(asker: TestPerson): Promise<string[]> {
  const { items } = await web.call("members.list", { driveId }, asker);
  return items.map(({ person, role }) => `${person.name} ${role}`);
}

async function cursorOf(person: TestPerson, streamId: string): Promise<{ id: string; cursor: string | null }> {
  const { streams } = await web.call("events.list", { streams: [{ id: streamId, cursor: null }] }, person);
  return { id: streamId, cursor: streams[0]?.cursor ?? null };
}

async function told(person: TestPerson, since: { id: string; cursor: string | null }): Promise<unknown[]> {
  const { streams } = await web.call("events.list", { streams: [since] }, person);
  return streams[0]?.items ?? [];
}

const change = (actor: TestPerson, member: TestPerson, role: Exclude<DriveRole, "owner">) =>
  web.call("members.changeRole", { ...of(member), role }, actor);

describe("the members of a drive", () => {
  it("are listed, with addresses and grants for those in charge alone", async () => {
    await web.call("permissions.grant", { pageId, userId: gus.actor.userId, level: "edit" }, ada);
    expect(await roles(adam)).toEqual(["Ada owner", "Adam admin", "Eda editor", "Gus guest"]);
    const { items } = await web.call("members.list", { driveId }, adam);
    expect(items.map(({ grantCount }) => grantCount)).toEqual([0, 0, 0, 1]);
    expect(items.every(({ person }) => person.email !== null)).toBe(true);
    const seenByEda = (await web.call("members.list", { driveId }, eda)).items;
    expect(seenByEda.map(({ person, grantCount }) => [person.email, grantCount])).toEqual([
      [null, null],
      [null, null],
      [eda.actor.email, null],
      [null, null],
    ]);
  });

  it("are not told to a guest, who knows themself and those in charge, nor to somebody with a grant alone", async () => {
    expect(await roles(gus)).toEqual(["Ada owner", "Adam admin", "Gus guest"]);
    const since = await cursorOf(gus, driveId);
    await change(ada, eda, "viewer");
    expect(await told(gus, since)).toEqual([]);
    const stan = await web.addPerson("Stan");
    await web.call("permissions.grant", { pageId, userId: stan.actor.userId, level: "view" }, ada);
    expect(await roles(stan)).toEqual(["Ada owner", "Adam admin"]);
  });

  it("get another role by who is in charge, at once, and are told by the drive's events and their own", async () => {
    const [inDrive, own] = [await cursorOf(adam, driveId), await cursorOf(eda, eda.actor.userId)];
    expect(await web.call("pages.read", { pageId }, eda)).toMatchObject({ level: "edit" });
    expect(await change(adam, eda, "viewer")).toMatchObject({ person: { name: "Eda" }, role: "viewer" });
    expect(await web.call("pages.read", { pageId }, eda)).toMatchObject({ level: "view" });
    const event = { type: "member.changed", ...of(eda), role: "viewer", actorId: adam.actor.userId };
    expect(await told(adam, inDrive)).toMatchObject([event]);
    expect(await told(eda, own)).toMatchObject([event]);
    await change(adam, eda, "viewer");
    expect(await told(adam, inDrive)).toHaveLength(1);
    await change(ada, eda, "guest");
    await expect(web.call("pages.read", { pageId }, eda)).rejects.toMatchObject({ code: "not-found" });
  });

  it("in charge can step down themselves, after which they are in charge no more", async () => {
    expect(await change(adam, adam, "viewer")).toMatchObject({ role: "viewer", grantCount: null });
    await expect(change(adam, adam, "admin")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("do not lose their owner, nor get another, by an admin", async () => {
    await expect(change(adam, ada, "editor")).rejects.toMatchObject({ code: "forbidden", message: /owner/ });
    await expect(web.call("members.remove", of(ada), adam)).rejects.toMatchObject({ code: "forbidden" });
    await expect(web.call("drives.transferOwnership", of(eda), adam)).rejects.toMatchObject({
      code: "forbidden",
      message: "Only the owner of this drive may do that.",
    });
    for (const gone of [() => change(ada, ada, "admin"), () => web.call("drives.leave", { driveId }, ada)]) {
      await expect(gone()).rejects.toMatchObject({ code: "conflict", message: /hand it on/i });
    }
    expect(await roles(ada)).toContain("Ada owner");
  });

  it("lose with their place all that was granted to them there, and nothing elsewhere", async () => {
    const elsewhere = await web.addDrive(ada, "Elsewhere");
    const other = await web.call("pages.create", { driveId: elsewhere, type: "document", title: "Other" }, ada);
    for (const page of [pageId, other.id]) {
      await web.call("permissions.grant", { pageId: page, userId: eda.actor.userId, level: "edit" }, ada);
    }
    const own = await cursorOf(eda, eda.actor.userId);
    await web.call("members.remove", of(eda), adam);
    await expect(web.call("pages.read", { pageId }, eda)).rejects.toMatchObject({ code: "not-found" });
    await expect(web.call("members.list", { driveId }, eda)).rejects.toMatchObject({ code: "not-found" });
    expect(await web.call("pages.read", { pageId: other.id }, eda)).toMatchObject({ level: "edit" });
    expect(await told(eda, own)).toMatchObject([{ type: "member.removed", ...of(eda) }]);
    await expect(web.call("members.remove", of(eda), adam)).rejects.toMatchObject({ code: "not-found" });
    await expect(change(ada, eda, "viewer")).rejects.toMatchObject({ code: "not-found" });
  });

  it("leave by themselves, also who holds a grant alone", async () => {
    const stan = await web.addPerson("Stan");
    await web.call("permissions.grant", { pageId, userId: stan.actor.userId, level: "view" }, ada);
    for (const person of [eda, stan]) {
      await web.call("drives.leave", { driveId }, person);
      await expect(web.call("pages.read", { pageId }, person)).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await roles(ada)).toEqual(["Ada owner", "Adam admin", "Gus guest"]);
  });

  it("take no invites along by which they could come back, once they are in charge no more", async () => {
    for (const step of [() => change(ada, adam, "editor"), () => web.call("drives.leave", { driveId }, adam)]) {
      await change(ada, adam, "admin");
      const { url } = await web.call("invites.create", { driveId, role: "admin" }, adam);
      const code = new URL(url).hash.replace("#code=", "");
      await step();
      await expect(web.call("invites.read", { code }, gus)).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

describe("a drive", () => {
  it("is handed on to a member, who may leave it to nobody but by handing it on again", async () => {
    const handed = await web.call("drives.transferOwnership", of(eda), ada);
    expect(handed).toMatchObject({ person: { name: "Eda" }, role: "owner" });
    expect(await roles(ada)).toEqual(["Eda owner", "Ada admin", "Adam admin", "Gus guest"]);
    await expect(web.call("drives.transferOwnership", of(gus), ada)).rejects.toMatchObject({ code: "forbidden" });
    await web.call("drives.leave", { driveId }, ada);
    await expect(web.call("drives.leave", { driveId }, eda)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is handed on once when it is handed to two at the same moment", async () => {
    const tries = await Promise.allSettled(
      [eda, adam].map((person) => web.call("drives.transferOwnership", of(person), ada)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await roles(ada)).filter((line) => line.endsWith("owner"))).toHaveLength(1);
  });

  it("is not handed to somebody who is not in it, and a Home drive is neither handed on nor left", async () => {
    const stan = await web.addPerson("Stan");
    await expect(web.call("drives.transferOwnership", of(stan), ada)).rejects.toMatchObject({ code: "not-found" });
    const home = { driveId: ada.homeId };
    await expect(
      web.call("drives.transferOwnership", { ...home, userId: eda.actor.userId }, ada),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(web.call("drives.leave", home, ada)).rejects.toMatchObject({ code: "conflict", message: /Home/ });
  });
});
