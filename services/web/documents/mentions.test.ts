import { afterAll, beforeAll, expect, it } from "vitest";
import { projectDocument } from "#services/documents/store/project-document.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let eda: TestPerson;
let stan: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  eda = await web.addPerson("Eda");
  stan = await web.addPerson("Stan");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, eda, "editor");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title }, ada)).id;
}

async function read(pageId: string, person: TestPerson, format: "markdown" | "html" | "json" | "text" = "markdown") {
  return (await web.call("documents.read", { pageId, format }, person)).content;
}

it("a mention says the present name of a page and of a person, also after both were renamed", async () => {
  const [plan, notes] = [await create("Harbour plan"), await create("Notes")];
  const person = `/u/${eda.actor.userId}`;
  const markdown = `See [old words](/p/${plan}), [@someone](${person}).\n`;
  const { version } = await web.call("documents.replace", { pageId: notes, markdown }, ada);
  expect(await read(notes, ada)).toBe(`See [Harbour plan](/p/${plan}), [@Eda](${person}).\n`);
  await web.call("pages.rename", { pageId: plan, title: "Quay [draft] *2*" }, ada);
  await web.call("people.update", { name: "Edna" }, eda);
  const renamed = await read(notes, ada);
  expect(renamed).toContain(`](/p/${plan}), [@Edna](${person}).`);
  expect(await read(notes, ada, "html")).toContain(">Quay [draft] *2*</a>");
  await web.call("people.update", { name: "Eda" }, eda);
  // Put back as it was read, nothing changes.
  expect(await web.call("documents.replace", { pageId: notes, markdown: renamed }, ada)).toEqual({ version });
  const { items } = await web.call("pages.listBacklinks", { pageId: plan }, ada).then(async (before) => {
    await projectDocument(web.db, { pageId: notes });
    return before.items.length > 0 ? before : web.call("pages.listBacklinks", { pageId: plan }, ada);
  });
  expect(items).toMatchObject([{ pageId: notes }]);
});

it("whoever may not see a mentioned page is told its title by nothing, now or later", async () => {
  const [secret, notes] = [await create("Secret heron"), await create("Open notes")];
  await web.call("permissions.restrict", { pageId: secret, isRestricted: true }, ada);
  const markdown = `About [Secret heron](/p/${secret}).\n`;
  await web.call("documents.replace", { pageId: notes, markdown }, ada);
  await projectDocument(web.db, { pageId: notes });
  expect(await read(notes, ada)).toBe(markdown);
  expect(await read(notes, eda)).toBe(`About [Unknown page](/p/${secret}).\n`);
  for (const format of ["html", "json", "text"] as const) expect(await read(notes, eda, format)).not.toContain("heron");
  const asked = { pageId: notes, pageIds: [secret, notes] };
  const told = await web.call("documents.readMentions", asked, eda);
  expect(told.pages.map(({ title }) => title)).toEqual(["Open notes"]);
  expect((await web.call("search.query", { query: "heron" }, eda)).items).toEqual([]);
});

it("names those who are in the drive or mentioned on the page, and nobody whose id was found elsewhere", async () => {
  const notes = await create("Names");
  const userIds = [ada, eda, stan].map(({ actor }) => actor.userId);
  const names = async () =>
    (await web.call("documents.readMentions", { pageId: notes, userIds }, eda)).people.map(({ name }) => name).sort();
  expect(await names()).toEqual(["Ada", "Eda"]);
  await web.call("documents.replace", { pageId: notes, markdown: `[@x](/u/${stan.actor.userId})\n` }, ada);
  await projectDocument(web.db, { pageId: notes });
  expect(await names()).toEqual(["Ada", "Eda", "Stan"]);
});

it("a copied document mentions the copies of what was copied along", async () => {
  const parent = await create("Book");
  const chapter = (
    await web.call("pages.create", { driveId, parentId: parent, type: "document", title: "Chapter" }, ada)
  ).id;
  await web.call("documents.replace", { pageId: parent, markdown: `[x](/p/${chapter})\n` }, ada);
  const copy = await web.call("pages.duplicate", { pageId: parent, parentId: null }, ada);
  const { items } = await web.call("pages.list", { driveId, parentId: copy.id }, ada);
  expect(await read(copy.id, ada)).toBe(`[Chapter](/p/${items[0]?.id})\n`);
});
