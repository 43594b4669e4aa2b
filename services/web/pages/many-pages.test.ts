import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limits } from "#services/contracts/limits.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let eda: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  eda = await web.addPerson("Eda");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const make = async (driveId: string, title: string, parentId?: string) =>
  (await web.call("pages.create", { driveId, type: "folder", title, ...(parentId ? { parentId } : {}) }, ada)).id;

async function titlesIn(driveId: string, parentId?: string): Promise<string[]> {
  const listed = await web.call("pages.list", { driveId, ...(parentId ? { parentId } : {}) }, ada);
  return listed.items.map(({ title }) => title);
}

/** Pages a to e in a drive, of which b holds b1. */
async function plant() {
  const driveId = await web.addDrive(ada);
  const [a, b, c, d, e] = [
    await make(driveId, "a"),
    await make(driveId, "b"),
    await make(driveId, "c"),
    await make(driveId, "d"),
    await make(driveId, "e"),
  ];
  return { driveId, a, b, b1: await make(driveId, "b1", b), c, d, e };
}

describe("several pages", () => {
  it("come to lie in the order they are named in, before a page or at the end, what lies below one of them with it", async () => {
    const { driveId, a, b, b1, c, d, e } = await plant();
    await web.call("pages.moveMany", { pageIds: [e, b, b1], driveId, parentId: null, beforeId: a }, ada);
    expect(await titlesIn(driveId)).toEqual(["e", "b", "a", "c", "d"]);
    expect(await titlesIn(driveId, b)).toEqual(["b1"]);
    const moved = await web.call("pages.moveMany", { pageIds: [d, a], driveId, parentId: c }, ada);
    expect(moved.items.map(({ title, parentId }) => [title, parentId])).toEqual([
      ["d", c],
      ["a", c],
    ]);
    expect(await titlesIn(driveId, c)).toEqual(["d", "a"]);
  });

  it("go to another drive together", async () => {
    const { driveId, a, b, c } = await plant();
    const to = await web.addDrive(ada);
    await web.call("pages.moveMany", { pageIds: [c, a, b], driveId: to, parentId: null }, ada);
    expect([await titlesIn(driveId), await titlesIn(to), await titlesIn(to, b)]).toEqual([
      ["d", "e"],
      ["c", "a", "b"],
      ["b1"],
    ]);
  });

  it("stay all where they are where one may not go", async () => {
    const { driveId, a, b, b1, c } = await plant();
    const refused = web.call("pages.moveMany", { pageIds: [a, b, c], driveId, parentId: b1 }, ada);
    await expect(refused).rejects.toMatchObject({ code: "conflict" });
    const before = web.call("pages.moveMany", { pageIds: [a, b], driveId, parentId: null, beforeId: b }, ada);
    await expect(before).rejects.toMatchObject({ code: "conflict" });
    expect(await titlesIn(driveId)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("go to the trash and come back together, or not at all", async () => {
    const { driveId, a, b, b1, c } = await plant();
    await web.call("pages.trashMany", { pageIds: [b1, a, b] }, ada);
    expect(await titlesIn(driveId)).toEqual(["c", "d", "e"]);
    await expect(web.call("pages.trashMany", { pageIds: [c, a] }, ada)).rejects.toMatchObject({ code: "conflict" });
    await expect(web.call("pages.restoreMany", { pageIds: [a, c] }, ada)).rejects.toMatchObject({ code: "conflict" });
    expect(await titlesIn(driveId)).toEqual(["c", "d", "e"]);
    await web.call("pages.restoreMany", { pageIds: [a, b] }, ada);
    expect(await titlesIn(driveId)).toEqual(["a", "b", "c", "d", "e"]);
    expect(await titlesIn(driveId, b)).toEqual(["b1"]);
  });

  it("are not changed where the right is missing on one of them, or where they are too many or none", async () => {
    const { driveId, a, b } = await plant();
    await web.addMember(driveId, eda, "editor");
    await web.call("permissions.restrict", { pageId: b, isRestricted: true }, ada);
    const pageIds = [a, b];
    const gone = { code: "not-found" };
    await expect(web.call("pages.trashMany", { pageIds }, eda)).rejects.toMatchObject(gone);
    await expect(web.call("pages.moveMany", { pageIds, driveId, parentId: null }, eda)).rejects.toMatchObject(gone);
    for (const ids of [[], Array.from({ length: limits.pagesAtOnce + 1 }, () => a)]) {
      await expect(web.call("pages.trashMany", { pageIds: ids }, ada)).rejects.toMatchObject({ code: "invalid-input" });
    }
    expect(await titlesIn(driveId)).toEqual(["a", "b", "c", "d", "e"]);
  });
});
