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

it("shows a page's icon wherever the page is named, and takes it away again", async () => {
  const { id: pageId } = await web.call("pages.create", { driveId, type: "folder", title: "Heron" }, ada);
  const below = await web.call("pages.create", { driveId, parentId: pageId, type: "document", title: "Below" }, ada);
  const icon = "👩🏽‍🚀";
  expect(await web.call("pages.setIcon", { pageId, icon }, ada)).toMatchObject({ icon });
  expect((await web.call("pages.list", { driveId }, ada)).items).toMatchObject([{ icon }]);
  expect(await web.call("pages.read", { pageId: below.id }, ada)).toMatchObject({ breadcrumb: [{ icon }] });
  expect((await web.call("search.query", { query: "heron" }, ada)).items).toMatchObject([{ icon }]);
  expect(await web.call("pages.duplicate", { pageId, parentId: null }, ada)).toMatchObject({ icon });
  expect(await web.call("pages.setIcon", { pageId, icon: null }, ada)).toMatchObject({ icon: null });
});

it.each(["x", "", "🦆🦆", "<img>", "\u202e"])("refuses %j as an icon, and the one that was stays", async (icon) => {
  const { id: pageId } = await web.call("pages.create", { driveId, type: "folder", title: "Heron" }, ada);
  await web.call("pages.setIcon", { pageId, icon: "🦆" }, ada);
  await expect(web.call("pages.setIcon", { pageId, icon }, ada)).rejects.toMatchObject({ code: "invalid-input" });
  expect(await web.call("pages.read", { pageId }, ada)).toMatchObject({ icon: "🦆" });
});
