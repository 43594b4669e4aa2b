import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, requestFor, testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
let adam: TestPerson;
let vera: TestPerson;
let gus: TestPerson;
let driveId: string;
let pageId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
  adam = await web.addPerson("Adam");
  vera = await web.addPerson("Vera");
  gus = await web.addPerson("Gus");
});
beforeEach(async () => {
  driveId = await web.addDrive(ada, "Herons");
  await web.addMember(driveId, adam, "admin");
  await web.addMember(driveId, vera, "viewer");
  pageId = (await web.call("pages.create", { driveId, type: "document", title: "Heron" }, ada)).id;
  await web.call("permissions.grant", { pageId, userId: vera.actor.userId, level: "comment" }, ada);
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const about = { icon: "🦆", description: "Where they stand.", aiInstructions: "Answer\nin verse." };

async function status(person: TestPerson, name: OperationName, fields: object): Promise<number> {
  return (await app.inject(asPerson(person, requestFor(catalogue[name], { ...fields })))).statusCode;
}

describe("the settings of a drive", () => {
  it("are what those in charge wrote; what is left out stays, and what is taken away is gone", async () => {
    await web.call("drives.update", { driveId, ...about }, adam);
    expect(await web.call("drives.read", { driveId }, vera)).toMatchObject({ ...about, role: "viewer" });
    expect(await web.call("drives.update", { driveId, icon: null }, ada)).toMatchObject({ ...about, icon: null });
    expect(await web.call("drives.update", { driveId, description: "" }, ada)).toMatchObject({
      description: "",
      aiInstructions: about.aiInstructions,
    });
  });

  it("show the icon wherever drives are listed", async () => {
    await web.call("drives.update", { driveId, icon: "🦆" }, ada);
    const { items } = await web.call("drives.list", {}, vera);
    expect(items.find(({ id }) => id === driveId)).toMatchObject({ icon: "🦆" });
  });

  it("tell who only has a single page there no more than name and icon", async () => {
    await web.call("drives.update", { driveId, ...about }, ada);
    await web.call("permissions.grant", { pageId, userId: gus.actor.userId, level: "view" }, ada);
    expect(await web.call("drives.read", { driveId }, gus)).toMatchObject({
      name: "Herons",
      icon: "🦆",
      description: "",
      aiInstructions: "",
    });
  });

  it("refuse two emoji, and more than a description may hold", async () => {
    for (const odd of [{ icon: "🦆🦆" }, { icon: "x" }, { description: "x".repeat(2_001) }, { description: "\0" }]) {
      expect(await status(ada, "drives.update", { driveId, ...odd })).toBe(400);
    }
  });
});

describe("a drive in the trash", () => {
  async function askEverywhere(person: TestPerson): Promise<Record<string, number | boolean>> {
    const search = await web.call("search.query", { query: "heron" }, person);
    const drives = await web.call("drives.list", {}, person);
    const favorites = await web.call("favorites.list", {}, person);
    return {
      drive: await status(person, "drives.read", { driveId }),
      page: await status(person, "pages.read", { pageId }),
      document: await status(person, "documents.read", { pageId }),
      tree: await status(person, "pages.list", { driveId }),
      events: (await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, person)).streams.length > 0,
      found: search.items.some((item) => item.pageId === pageId),
      listed: drives.items.some(({ id }) => id === driveId),
      favorite: favorites.items.some(({ id }) => id === pageId),
    };
  }
  const reached = {
    ...{ drive: 200, page: 200, document: 200, tree: 200 },
    ...{ events: true, found: true, listed: true, favorite: true },
  };
  const outOfReach = {
    ...{ drive: 404, page: 404, document: 404, tree: 404 },
    ...{ events: false, found: false, listed: false, favorite: false },
  };

  it("is out of reach for everybody at once, its owner included, and is as it was after it is restored", async () => {
    for (const person of [ada, vera]) await web.call("favorites.add", { pageId }, person);
    for (const person of [ada, vera]) expect(await askEverywhere(person)).toEqual(reached);
    await web.call("drives.trash", { driveId }, ada);
    for (const person of [ada, vera]) expect(await askEverywhere(person)).toEqual(outOfReach);
    expect(await web.call("drives.restore", { driveId }, ada)).toMatchObject({ id: driveId, role: "owner" });
    for (const person of [ada, vera]) expect(await askEverywhere(person)).toEqual(reached);
  });

  it("gives nothing to share links, invites and tokens, which work again after it is restored", async () => {
    const link = await web.call("shareLinks.create", { pageId }, ada);
    const invite = await web.call("invites.create", { driveId, role: "viewer" }, ada);
    const { token } = await web.call("tokens.create", { name: "Agent", scope: "write", driveIds: [driveId] }, ada);
    const code = new URL(invite.url).hash.replace("#code=", "");
    const ask = async () => [
      (await app.inject({ url: new URL(link.url).pathname, headers: { host: testHost } })).statusCode,
      (await app.inject(requestFor(catalogue["invites.read"], { code }))).statusCode,
      await status(gus, "invites.accept", { code }),
      await status({ ...ada, token }, "pages.read", { pageId }),
      await status({ ...ada, token }, "pages.create", { driveId, type: "folder", title: "x" }),
    ];
    await web.call("drives.trash", { driveId }, ada);
    expect(await ask()).toEqual([404, 404, 404, 404, 404]);
    await web.call("drives.restore", { driveId }, ada);
    expect(await ask()).toEqual([200, 200, 200, 200, 200]);
  });

  it("is listed for its owner alone, with how much is in it and when it goes", async () => {
    await web.call("drives.trash", { driveId }, ada);
    const { items } = await web.call("drives.listTrashed", {}, ada);
    const listed = items.find(({ id }) => id === driveId);
    expect(listed).toMatchObject({ name: "Herons", pageCount: 1 });
    expect(Date.parse(listed?.deletedAt ?? "") - Date.parse(listed?.trashedAt ?? "")).toBe(30 * 86_400_000);
    for (const person of [adam, vera]) {
      expect((await web.call("drives.listTrashed", {}, person)).items).toEqual([]);
      expect(await status(person, "drives.restore", { driveId })).toBe(404);
    }
  });

  it("is put there by its owner alone, and a Home drive by nobody", async () => {
    expect(await status(adam, "drives.trash", { driveId })).toBe(403);
    await expect(web.call("drives.trash", { driveId: ada.homeId }, ada)).rejects.toMatchObject({ code: "conflict" });
    expect(await status(ada, "drives.restore", { driveId })).toBe(404);
  });

  it("is told to everybody who had a place there, in their own stream", async () => {
    const own = (person: TestPerson, cursor: string | null) =>
      web.call("events.list", { streams: [{ id: person.actor.userId, cursor }] }, person);
    const before = await own(vera, null);
    await web.call("drives.trash", { driveId }, ada);
    await web.call("drives.restore", { driveId }, ada);
    const { streams } = await own(vera, before.streams[0]?.cursor ?? null);
    expect(streams[0]?.items).toMatchObject([
      { type: "drive.trashed", driveId },
      { type: "drive.restored", driveId },
    ]);
  });
});
