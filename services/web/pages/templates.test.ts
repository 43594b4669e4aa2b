import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada);
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string, parentId?: string): Promise<string> {
  const place = parentId === undefined ? {} : { parentId };
  return (await web.call("pages.create", { driveId, type: "document", title, ...place }, ada)).id;
}

const templates = () => web.call("pages.listTemplates", { driveId }, ada);

it("makes a page from a template under its title, with what lies below, and without the mark", async () => {
  const template = await create("Weekly notes");
  const agenda = await create("Agenda", template);
  await web.call("documents.replace", { pageId: template, markdown: `# Week\n\n[x](/p/${agenda})\n` }, ada);
  for (const pageId of [template, agenda]) await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
  const folder = await create("Notes");
  const made = await web.call("pages.createFromTemplate", { pageId: template, parentId: folder }, ada);
  expect(made).toMatchObject({ title: "Weekly notes", parentId: folder, hasChildren: true });
  expect(made).not.toHaveProperty("isTemplate");
  const { items } = await web.call("pages.list", { driveId, parentId: made.id }, ada);
  expect(items).toMatchObject([{ title: "Agenda" }]);
  expect(items[0]).not.toHaveProperty("isTemplate");
  const { content } = await web.call("documents.read", { pageId: made.id }, ada);
  expect(content).toBe(`# Week\n\n[Agenda](/p/${items[0]?.id})\n`);
  expect((await templates()).items).toMatchObject([{ id: agenda }, { id: template, isTemplate: true }]);
});

it("lists templates until the mark or the page is gone, and makes nothing of a page that is none", async () => {
  const pageId = await create("Plain");
  const make = () => web.call("pages.createFromTemplate", { pageId, parentId: null }, ada);
  await expect(make()).rejects.toMatchObject({ code: "conflict" });
  await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
  const [first] = (await web.call("pages.listTemplates", { driveId, limit: 1 }, ada)).items;
  expect(first?.id).toBe(pageId);
  await web.call("pages.trash", { pageId }, ada);
  await expect(make()).rejects.toMatchObject({ code: "conflict" });
  expect((await templates()).items.map(({ id }) => id)).not.toContain(pageId);
  await web.call("pages.restore", { pageId }, ada);
  await web.call("pages.setTemplate", { pageId, isTemplate: false }, ada);
  expect((await templates()).items.map(({ id }) => id)).not.toContain(pageId);
});

it("tells open windows, and keeps the mark of a page that is duplicated", async () => {
  const pageId = await create("Marked");
  const cursor = (await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, ada)).streams[0]?.cursor;
  expect(await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada)).toMatchObject({ isTemplate: true });
  const { streams } = await web.call("events.list", { streams: [{ id: driveId, cursor: cursor ?? "" }] }, ada);
  expect(streams[0]?.items).toMatchObject([{ type: "page.template-changed", pageId, isTemplate: true }]);
  const copy = await web.call("pages.duplicate", { pageId, parentId: null }, ada);
  expect(copy).toMatchObject({ title: "Marked (copy)", isTemplate: true });
});
