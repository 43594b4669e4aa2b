import { afterAll, beforeAll, expect, it } from "vitest";
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
  await web.addMember(driveId, eda, "editor");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string, parentId: string | null = null): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title, parentId }, ada)).id;
}

async function titlesBelow(parentId: string | undefined, person: TestPerson): Promise<string[]> {
  const { items } = await web.call("pages.list", { driveId, ...(parentId ? { parentId } : {}) }, person);
  return items.map(({ title }) => title);
}

async function read(pageId: string): Promise<string> {
  return (await web.call("documents.read", { pageId, format: "markdown" }, ada)).content;
}

it("copies a page with all below it right behind it, and what they say of each other leads to the copies", async () => {
  const plan = await create("Plan");
  await create("Next");
  const part = await create("Part", plan);
  const deep = await create("Deep", part);
  const elsewhere = await create("Elsewhere");
  await web.call("pages.trash", { pageId: await create("Thrown away", plan) }, ada);
  const words = (first: string, second: string) =>
    `See [part](/d/${driveId}/p/${first}) and [there](/d/${driveId}/p/${second}).\n`;
  await web.call("documents.replace", { pageId: plan, markdown: words(part, elsewhere) }, ada);
  await web.call("documents.replace", { pageId: deep, markdown: "Deep words." }, ada);

  const copy = await web.call("pages.duplicate", { pageId: plan, parentId: null }, eda);
  expect(copy).toMatchObject({ title: "Plan (copy)", hasChildren: true, parentId: null });
  expect(await titlesBelow(undefined, ada)).toEqual(["Plan", "Plan (copy)", "Next", "Elsewhere"]);
  const [partCopy] = (await web.call("pages.list", { driveId, parentId: copy.id }, ada)).items;
  expect(partCopy?.title).toBe("Part");
  expect(await read(copy.id)).toBe(words(partCopy?.id ?? "", elsewhere));
  expect(await read(plan)).toBe(words(part, elsewhere));
  const [deepCopy] = (await web.call("pages.list", { driveId, parentId: partCopy?.id ?? "" }, ada)).items;
  expect(await web.call("pages.read", { pageId: deepCopy?.id ?? "" }, ada)).toMatchObject({
    breadcrumb: [{ id: copy.id }, { id: partCopy?.id }],
    updatedBy: "Eda",
  });
  expect(await titlesBelow(copy.id, ada)).toEqual(["Part"]);
  await expect.poll(async () => (await web.call("search.query", { query: "deep words" }, ada)).items.length).toBe(2);

  await web.call("documents.replace", { pageId: copy.id, markdown: "Its own way." }, ada);
  expect(await read(plan)).toBe(words(part, elsewhere));
});

it("leaves out what one may not see, and keeps a restricted page restricted for the same people", async () => {
  const folder = await create("Folder");
  const hidden = await create("Secret heron", folder);
  await create("Below the secret", hidden);
  const shared = await create("Shared heron", folder);
  for (const pageId of [hidden, shared]) await web.call("permissions.restrict", { pageId, isRestricted: true }, ada);
  await web.call("permissions.grant", { pageId: shared, userId: eda.actor.userId, level: "view" }, ada);

  const copy = await web.call("pages.duplicate", { pageId: folder, parentId: folder }, eda);
  expect(await titlesBelow(copy.id, ada)).toEqual(["Shared heron"]);
  const [sharedCopy] = (await web.call("pages.list", { driveId, parentId: copy.id }, eda)).items;
  const rights = await web.call("permissions.list", { pageId: sharedCopy?.id ?? "" }, eda);
  expect(rights).toMatchObject({ isRestricted: true, level: "manage" });
  expect(rights.people.map(({ person, level }) => `${person.name} ${level}`)).toEqual(["Ada manage", "Eda manage"]);
});

it("brings no copy out of a restricted page for somebody who does not manage it", async () => {
  const secret = await create("Restricted");
  const inside = await create("Inside", secret);
  await web.call("permissions.restrict", { pageId: secret, isRestricted: true }, ada);
  await web.call("permissions.grant", { pageId: inside, userId: eda.actor.userId, level: "edit" }, ada);
  const copying = web.call("pages.duplicate", { pageId: inside, parentId: null }, eda);
  await expect(copying).rejects.toMatchObject({ code: "forbidden" });
  expect(await titlesBelow(undefined, ada)).not.toContain("Inside (copy)");
  expect((await web.call("pages.duplicate", { pageId: inside, parentId: secret }, ada)).title).toBe("Inside (copy)");
});

it("numbers copies, as far as who copies sees the others", async () => {
  const page = await create("Numbered");
  const copyOf = async (pageId: string, person: TestPerson) =>
    web.call("pages.duplicate", { pageId, parentId: null }, person);
  const first = await copyOf(page, ada);
  expect((await copyOf(page, ada)).title).toBe("Numbered (copy 2)");
  expect((await copyOf(first.id, ada)).title).toBe("Numbered (copy 3)");
  await web.call("permissions.restrict", { pageId: first.id, isRestricted: true }, ada);
  expect((await copyOf(page, eda)).title).toBe("Numbered (copy)");
});

it("gives names within their limit, refuses the trash and places one may not write in", async () => {
  const long = await create("x".repeat(500));
  const copy = await web.call("pages.duplicate", { pageId: long, parentId: null }, ada);
  expect(copy.title).toBe(`${"x".repeat(493)} (copy)`);
  expect((await web.call("pages.duplicate", { pageId: await create(""), parentId: null }, ada)).title).toBe("");
  await web.call("pages.trash", { pageId: long }, ada);
  await expect(web.call("pages.duplicate", { pageId: long, parentId: null }, ada)).rejects.toMatchObject({
    code: "conflict",
  });
  const vera = await web.addPerson("Vera");
  await web.addMember(driveId, vera, "viewer");
  await expect(web.call("pages.duplicate", { pageId: copy.id, parentId: null }, vera)).rejects.toMatchObject({
    code: "forbidden",
  });
});
