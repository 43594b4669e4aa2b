import { eq } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogue } from "#services/contracts/catalogue.ts";
import { drives } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, requestFor, testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
let ben: TestPerson;
let driveId: string;
let pageId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
});
beforeEach(async () => {
  ben = await web.addPerson("Ben");
  driveId = await web.addDrive(ada, "Herons");
  await web.addMember(driveId, ben, "admin");
  pageId = (await web.call("pages.create", { driveId, type: "document", title: "By Ben" }, ben)).id;
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const userId = () => ben.actor.userId;
const signIn = () => web.call("sessions.create", { email: ben.actor.email ?? "", password: ben.password });
const account = async () => (await web.call("people.list", {}, ada)).items.find(({ person }) => person.id === userId());

async function status(token: string, fields = {}): Promise<number> {
  const request = requestFor(catalogue["pages.read"], { pageId, ...fields });
  return (await app.inject(asPerson({ ...ben, token }, request))).statusCode;
}

/** Every way in which Ben, or who holds something he made, reaches the page. */
async function plant() {
  const { token } = await web.call("tokens.create", { name: "Agent", scope: "read" }, ben);
  const link = new URL((await web.call("shareLinks.create", { pageId }, ben)).url).pathname;
  const invite = await web.call("invites.create", { driveId, role: "viewer" }, ben);
  const code = new URL(invite.url).hash.replace("#code=", "");
  const reset = await web.call("passwordResets.create", { userId: userId() }, ada);
  const resetCode = new URL(reset.url).hash.replace("#code=", "");
  return async () => ({
    session: await status(ben.token),
    token: await status(token),
    link: (await app.inject({ url: link, headers: { host: testHost } })).statusCode,
    invite: (await app.inject(requestFor(catalogue["invites.read"], { code }))).statusCode,
    reset: (await app.inject(requestFor(catalogue["passwordResets.read"], { code: resetCode }))).statusCode,
  });
}

describe("a deactivated account", () => {
  it("reaches nothing by session, token, link, invite or new password; tokens and links work again after", async () => {
    const ask = await plant();
    expect(await ask()).toEqual({ session: 200, token: 200, link: 200, invite: 200, reset: 200 });
    await web.call("people.deactivate", { userId: userId() }, ada);
    expect(await ask()).toEqual({ session: 401, token: 401, link: 404, invite: 404, reset: 404 });
    await web.call("people.reactivate", { userId: userId() }, ada);
    expect(await ask()).toEqual({ session: 401, token: 200, link: 200, invite: 404, reset: 404 });
  });

  it("is told so at sign-in, but only who knows its password, and signs in again after", async () => {
    await web.call("people.deactivate", { userId: userId() }, ada);
    await expect(signIn()).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("deactivated"),
    });
    await expect(
      web.call("sessions.create", { email: ben.actor.email ?? "", password: "a wrong one" }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    await web.call("people.reactivate", { userId: userId() }, ada);
    expect(await signIn()).toMatchObject({ user: { name: "Ben" } });
  });

  it("joins nothing by an invite and gets no link for a password, and no drive is handed to it", async () => {
    const { url } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
    await web.call("people.deactivate", { userId: userId() }, ada);
    const code = new URL(url).hash.replace("#code=", "");
    const email = ben.actor.email ?? "";
    await expect(web.call("invites.accept", { code, email, password: ben.password })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(web.call("passwordResets.create", { userId: userId() }, ada)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(web.call("drives.transferOwnership", { driveId, userId: userId() }, ada)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("keeps its name, places and drives, and is listed as what it is", async () => {
    await web.addDrive(ben, "Ben's");
    await web.call("people.deactivate", { userId: userId() }, ada);
    expect(await account()).toMatchObject({ person: { name: "Ben" }, isDeactivated: true, ownedCount: 1 });
    const { items } = await web.call("members.list", { driveId }, ada);
    expect(items.map(({ person }) => person.name)).toEqual(["Ada", "Ben"]);
    await expect(web.call("people.deactivate", { userId: userId() }, ada)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a deleted account", () => {
  it("reaches nothing any more, and leaves what it wrote without its name", async () => {
    const ask = await plant();
    await web.call("people.delete", { userId: userId() }, ada);
    expect(await ask()).toEqual({ session: 401, token: 401, link: 404, invite: 404, reset: 404 });
    expect(await web.call("pages.read", { pageId }, ada)).toMatchObject({
      title: "By Ben",
      updatedBy: "Deleted account",
    });
    expect(await account()).toBeUndefined();
    const { items } = await web.call("members.list", { driveId }, ada);
    expect(items.map(({ person }) => person.name)).toEqual(["Ada"]);
    await expect(signIn()).rejects.toMatchObject({ code: "unauthenticated" });
    const [row] = await web.db.select().from(users).where(eq(users.id, userId()));
    expect(row).toMatchObject({ name: "Deleted account", email: null, passwordHash: null });
  });

  it("frees its address for somebody new, who is nobody of before", async () => {
    await web.call("people.delete", { userId: userId() }, ada);
    const { url } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
    const code = new URL(url).hash.replace("#code=", "");
    const email = ben.actor.email ?? "";
    const joined = await web.call("invites.accept", { code, name: "Ben", email, password: "another long one" });
    expect(joined.user).toMatchObject({ email });
    expect(joined.user.id).not.toBe(userId());
  });

  it("hands its shared drives to the owner of the installation, and its Home drive to that owner's trash", async () => {
    const shared = await web.addDrive(ben, "Ben's");
    const trashed = await web.addDrive(ben, "Put away");
    await web.call("drives.trash", { driveId: trashed }, ben);
    const kept = await web.call("pages.create", { driveId: shared, type: "folder", title: "Kept" }, ben);
    const own = await web.call("pages.create", { driveId: ben.homeId, type: "folder", title: "Own" }, ben);
    await web.call("people.delete", { userId: userId() }, ada);
    expect(await web.call("pages.read", { pageId: kept.id }, ada)).toMatchObject({ title: "Kept", level: "manage" });
    const listed = (await web.call("drives.list", {}, ada)).items.find(({ id }) => id === shared);
    expect(listed).toMatchObject({ role: "owner" });
    const { items } = await web.call("drives.listTrashed", {}, ada);
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(["Home (Ben)", "Put away"]));
    await web.call("drives.restore", { driveId: ben.homeId }, ada);
    expect(await web.call("pages.read", { pageId: own.id }, ada)).toMatchObject({ title: "Own" });
    expect(await web.db.$count(drives, eq(drives.ownerId, userId()))).toBe(0);
  });

  it("is deleted by its person with the password alone", async () => {
    await expect(web.call("people.deleteSelf", { password: "a wrong one" }, ben)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await account()).toMatchObject({ isDeactivated: false });
    await web.call("people.deleteSelf", { password: ben.password }, ben);
    expect(await account()).toBeUndefined();
    expect(await status(ben.token)).toBe(401);
  });
});

describe("the account of the owner of the installation", () => {
  it("is neither deactivated nor deleted, by whatever way", async () => {
    const { userId: owner } = ada.actor;
    for (const name of ["people.deactivate", "people.delete"] as const) {
      await expect(web.call(name, { userId: owner }, ada)).rejects.toMatchObject({ code: "conflict" });
    }
    await expect(web.call("people.deleteSelf", { password: ada.password }, ada)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await status(ada.token)).toBe(200);
  });
});
