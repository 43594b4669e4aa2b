import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let eda: TestPerson;
let vera: TestPerson;
let stan: TestPerson;
let driveId: string;
let pageId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  eda = await web.addPerson("Eda");
  vera = await web.addPerson("Vera");
  stan = await web.addPerson("Stan");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, eda, "editor");
  await web.addMember(driveId, vera, "viewer");
  pageId = await create("Plans");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string, parentId?: string): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title, ...(parentId ? { parentId } : {}) }, ada))
    .id;
}

const list = (page: string, person: TestPerson) => web.call("permissions.list", { pageId: page }, person);

async function names(page: string, person: TestPerson): Promise<string[]> {
  return (await list(page, person)).people.map((one) => `${one.person.name} ${one.role ?? "-"} ${one.level}`);
}

describe("who may see a page", () => {
  it("is told with roles and levels, and addresses only to those who manage it", async () => {
    expect(await names(pageId, ada)).toEqual(["Ada owner manage", "Eda editor edit", "Vera viewer view"]);
    const seenByVera = await list(pageId, vera);
    expect(seenByVera.level).toBe("view");
    expect(seenByVera.people.map(({ person }) => person.email)).toEqual([null, null, vera.actor.email]);
    expect((await list(pageId, ada)).people.every(({ person }) => person.email !== null)).toBe(true);
  });

  it("grows by a grant to somebody of another drive, who follows it by their own events, and shrinks when it is taken back", async () => {
    const stanId = stan.actor.userId;
    const { streams } = await web.call("events.list", { streams: [{ id: stanId, cursor: null }] }, stan);
    const granted = await web.call(
      "permissions.grant",
      { pageId, email: stan.actor.email?.toUpperCase(), level: "edit" },
      ada,
    );
    expect(granted.grants).toMatchObject([{ person: { name: "Stan" }, role: null, level: "edit", from: null }]);
    expect(await names(pageId, stan)).toContain("Stan - edit");
    expect(await web.call("pages.read", { pageId }, stan)).toMatchObject({
      level: "edit",
      parentId: null,
      breadcrumb: [],
    });
    expect((await web.call("drives.list", {}, stan)).items).toContainEqual(
      expect.objectContaining({ id: driveId, role: "guest" }),
    );

    const again = await web.call("permissions.grant", { pageId, userId: stanId, level: "comment" }, ada);
    expect(again.grants).toMatchObject([{ level: "comment" }]);
    const permissionId = again.grants[0]?.id ?? "";
    expect((await web.call("permissions.revoke", { pageId, permissionId }, ada)).grants).toEqual([]);
    await expect(web.call("pages.read", { pageId }, stan)).rejects.toMatchObject({ code: "not-found" });
    await expect(web.call("permissions.revoke", { pageId, permissionId }, ada)).rejects.toMatchObject({
      code: "not-found",
    });
    const cursor = streams[0]?.cursor ?? null;
    const told = await web.call("events.list", { streams: [{ id: stanId, cursor }] }, stan);
    expect(told.streams[0]?.items.map(({ type }) => type)).toEqual(Array(3).fill("permission.changed"));
  });

  it("counts grants of the pages above up to the nearest restricted one, and names those only where they may be seen", async () => {
    const parent = await create("Secret heron parent");
    const child = await create("Child", parent);
    await web.call("permissions.grant", { pageId: parent, role: "viewer", level: "edit" }, ada);
    expect((await list(child, vera)).grants).toMatchObject([
      { role: "viewer", person: null, level: "edit", from: { pageId: parent, title: "Secret heron parent" } },
    ]);
    expect(await names(child, ada)).toContain("Vera viewer edit");

    const restricted = await web.call("permissions.restrict", { pageId: parent, isRestricted: true }, ada);
    expect(restricted).toMatchObject({ isRestricted: true, restrictedBy: null });
    expect(await names(child, ada)).toEqual(["Ada owner manage", "Vera viewer edit"]);
    await web.call("permissions.grant", { pageId: child, userId: eda.actor.userId, level: "manage" }, ada);
    const seenByEda = await list(child, eda);
    expect(seenByEda.restrictedBy).toEqual({ pageId: null, title: null });
    expect(JSON.stringify(seenByEda)).not.toMatch(/heron/i);
    expect(JSON.stringify(seenByEda)).not.toContain(parent);
    expect((await list(child, ada)).restrictedBy).toEqual({ pageId: parent, title: "Secret heron parent" });
  });

  it("is searched by the new rights at once after a restriction, and whoever restricts keeps the key", async () => {
    const page = await create("Bittern report");
    const found = async (person: TestPerson) =>
      (await web.call("search.query", { query: "bittern" }, person)).items.length;
    await web.call("permissions.grant", { pageId: page, userId: eda.actor.userId, level: "manage" }, ada);
    expect(await found(vera)).toBe(1);
    await web.call("permissions.restrict", { pageId: page, isRestricted: true }, eda);
    expect(await found(vera)).toBe(0);
    expect(await found(eda)).toBe(1);
    expect((await web.call("pages.read", { pageId: page }, eda)).isRestricted).toBe(true);
    await expect(web.call("pages.read", { pageId: page }, vera)).rejects.toMatchObject({ code: "not-found" });
    await web.call("permissions.restrict", { pageId: page, isRestricted: false }, eda);
    expect(await found(vera)).toBe(1);
  });

  it("ends with the time of a grant", async () => {
    const page = await create("For a while");
    const past = new Date(Date.now() - 1_000).toISOString();
    const userId = stan.actor.userId;
    await expect(
      web.call("permissions.grant", { pageId: page, userId, level: "view", expiresAt: past }, ada),
    ).rejects.toMatchObject({ code: "invalid-input" });
    const soon = new Date(Date.now() + 700).toISOString();
    const granted = await web.call("permissions.grant", { pageId: page, userId, level: "view", expiresAt: soon }, ada);
    expect(granted.grants[0]?.expiresAt).toBe(soon);
    await web.call("pages.read", { pageId: page }, stan);
    await expect
      .poll(() => web.call("pages.read", { pageId: page }, stan).catch((error) => error.code))
      .toBe("not-found");
    expect((await list(page, ada)).grants).toEqual([]);
  });

  it("is for those who manage the page to change, and names nobody there is not", async () => {
    const userId = stan.actor.userId;
    for (const person of [eda, vera]) {
      await expect(web.call("permissions.grant", { pageId, userId, level: "view" }, person)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    for (const who of [{ userId: createId() }, { email: "nobody@example.org" }]) {
      await expect(web.call("permissions.grant", { pageId, ...who, level: "view" }, ada)).rejects.toMatchObject({
        code: "not-found",
      });
    }
    await expect(web.call("permissions.grant", { pageId, level: "view" }, ada)).rejects.toMatchObject({
      code: "invalid-input",
    });
  });

  it("given by two people at once is one grant", async () => {
    const page = await create("At once");
    const userId = stan.actor.userId;
    await Promise.all(
      (["view", "edit", "comment"] as const).map((level) =>
        web.call("permissions.grant", { pageId: page, userId, level }, ada),
      ),
    );
    expect((await list(page, ada)).grants).toHaveLength(1);
  });
});

describe("people", () => {
  it("are found by the beginning of a word of their name or of their address, among those one shares a drive with", async () => {
    const found = async (query: string, person: TestPerson) =>
      (await web.call("people.search", { query }, person)).items.map(({ name }) => name);
    expect(await found("", ada)).toEqual(["Eda", "Vera"]);
    expect(await found("ve", ada)).toEqual(["Vera"]);
    expect(await found("%", ada)).toEqual([]);
    expect(await found("", stan)).toEqual([]);
  });
});
