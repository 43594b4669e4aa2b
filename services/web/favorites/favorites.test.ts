import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { limits } from "#services/contracts/limits.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { pages } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let eda: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  eda = await web.addPerson("Eda");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, eda, "viewer");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title }, ada)).id;
}

async function titlesOf(person: TestPerson): Promise<string[]> {
  return (await web.call("favorites.list", {}, person)).items.map(({ title }) => title);
}

async function cursorOf(person: TestPerson): Promise<string> {
  const streams = [{ id: person.actor.userId, cursor: null }];
  return (await web.call("events.list", { streams }, person)).streams[0]?.cursor ?? "";
}

/** How many changes of favourites a person's own stream tells since a cursor. */
async function countTold(person: TestPerson, cursor: string): Promise<number> {
  const { streams } = await web.call("events.list", { streams: [{ id: person.actor.userId, cursor }] }, person);
  return streams[0]?.items.filter(({ type }) => type === "favorite.changed").length ?? 0;
}

it("keeps the order a person gives, each person their own, and tells their own windows alone", async () => {
  const [one, two, three] = [await create("One"), await create("Two"), await create("Three")];
  const [before, others] = [await cursorOf(eda), await cursorOf(ada)];
  for (const pageId of [one, two, three, one]) await web.call("favorites.add", { pageId }, eda);
  expect(await titlesOf(eda)).toEqual(["One", "Two", "Three"]);
  await web.call("favorites.move", { pageId: three, beforeId: one }, eda);
  await web.call("favorites.move", { pageId: one }, eda);
  expect(await titlesOf(eda)).toEqual(["Three", "Two", "One"]);
  await web.call("favorites.remove", { pageId: two }, eda);
  await web.call("favorites.remove", { pageId: two }, eda);
  expect(await titlesOf(eda)).toEqual(["Three", "One"]);
  expect(await titlesOf(ada)).toEqual([]);
  expect(await countTold(eda, before)).toBe(6);
  expect(await countTold(ada, others)).toBe(0);

  await expect(web.call("favorites.move", { pageId: three, beforeId: three }, eda)).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(web.call("favorites.move", { pageId: three, beforeId: two }, eda)).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(web.call("favorites.move", { pageId: two }, eda)).rejects.toMatchObject({ code: "conflict" });
});

it("takes several pages at once in their order, all or none, and lets go of them again", async () => {
  const few = await web.addPerson("Few");
  await web.addMember(driveId, few, "viewer");
  const [one, two, three] = [await create("First"), await create("Second"), await create("Third")];
  await web.call("favorites.add", { pageId: two }, few);
  const before = await cursorOf(few);
  await web.call("favorites.addMany", { pageIds: [three, two, one] }, few);
  expect(await titlesOf(few)).toEqual(["Second", "Third", "First"]);
  expect(await countTold(few, before)).toBe(1);
  await web.call("favorites.removeMany", { pageIds: [three, two, createId()] }, few);
  expect(await titlesOf(few)).toEqual(["First"]);
  await web.call("pages.trash", { pageId: three }, ada);
  await expect(web.call("favorites.addMany", { pageIds: [two, three] }, few)).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await titlesOf(few)).toEqual(["First"]);
});

it("shows a favourite again that comes back from the trash, and forgets one that is deleted", async () => {
  const pageId = await create("Coming back");
  await web.call("favorites.add", { pageId }, ada);
  await web.call("pages.trash", { pageId }, ada);
  expect(await titlesOf(ada)).toEqual([]);
  await expect(web.call("favorites.add", { pageId }, eda)).rejects.toMatchObject({ code: "conflict" });
  await web.call("pages.restore", { pageId }, ada);
  expect(await titlesOf(ada)).toEqual(["Coming back"]);
  await web.call("pages.trash", { pageId }, ada);
  await web.call("pages.delete", { pageId }, ada);
  expect(await web.db.$count(favorites, eq(favorites.pageId, pageId))).toBe(0);
});

it("gives no position twice when many are added at once", async () => {
  const many = await web.addPerson("Many");
  await web.addMember(driveId, many, "viewer");
  const ids = await Promise.all(Array.from({ length: 12 }, (_, each) => create(`Page ${each}`)));
  await Promise.all(ids.map((pageId) => web.call("favorites.add", { pageId }, many)));
  expect(new Set(await titlesOf(many)).size).toBe(12);
});

it("says how many there can be and adds no further one", async () => {
  const keen = await web.addPerson("Keen");
  const ids = Array.from({ length: limits.favorites }, () => createId());
  const row = { driveId: keen.homeId, type: "document", title: "x" };
  await web.db.insert(pages).values(ids.map((id) => ({ ...row, id, position: id })));
  await web.db.insert(favorites).values(ids.map((id) => ({ userId: keen.actor.userId, pageId: id, position: id })));
  const { id: pageId } = await web.call("pages.create", { driveId: keen.homeId, type: "folder", title: "More" }, keen);
  await expect(web.call("favorites.add", { pageId }, keen)).rejects.toThrow(/200 favourites already/);
});
