import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { documents } from "#services/database/schema/documents.ts";
import { pageLinks } from "#services/database/schema/page-links.ts";
import { linksVersion } from "#services/documents/schema/list-links.ts";
import { projectDocument } from "#services/documents/store/project-document.ts";
import { relinkDocuments } from "#services/documents/store/relink-documents.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const logger = createLogger({ name: "test", level: "silent" });
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
  driveId = await web.addDrive(ada, "Harbour");
  await web.addMember(driveId, eda, "viewer");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string, parentId?: string): Promise<string> {
  const place = parentId === undefined ? {} : { parentId };
  return (await web.call("pages.create", { driveId, type: "document", title, ...place }, ada)).id;
}

async function write(pageId: string, markdown: string): Promise<void> {
  await web.call("documents.replace", { pageId, markdown }, ada);
  await projectDocument(web.db, { pageId });
}

const linkTo = (pageId: string, words = "there") => `[${words}](/d/${driveId}/p/${pageId})`;

async function titlesOf(pageId: string, person = ada): Promise<string[]> {
  return (await web.call("pages.listBacklinks", { pageId }, person)).items.map(({ title }) => title);
}

it("a page tells which pages link to it, where they lie and around which words, the newest first", async () => {
  const target = await create("Plan");
  const [one, parent] = [await create("One"), await create("Parent")];
  const two = await create("Two", parent);
  await write(one, `See ${linkTo(target)} first, and ${linkTo(target)} again.\n`);
  await write(two, `- deep: https://other.example/d/${driveId}/p/${target.toUpperCase()}?a#b\n`);
  await write(target, `Itself: ${linkTo(target)}\n`);
  const { items } = await web.call("pages.listBacklinks", { pageId: target }, ada);
  expect(items).toMatchObject([
    { pageId: two, title: "Two", breadcrumb: ["Harbour", "Parent"] },
    { pageId: one, driveId, type: "document", breadcrumb: ["Harbour"], excerpt: "See there first, and there again." },
  ]);
  const first = await web.call("pages.listBacklinks", { pageId: target, limit: 1 }, ada);
  const second = await web.call(
    "pages.listBacklinks",
    { pageId: target, limit: 1, cursor: first.nextCursor ?? "" },
    ada,
  );
  expect([first, second].map((page) => page.items[0]?.title)).toEqual(["Two", "One"]);
  expect(second.nextCursor).toBeNull();
});

it("names the page where its mention stood, as it is called now", async () => {
  const target = await create("Quay");
  const source = await create("Log");
  await write(source, `Moored at [](/p/${target}), then left [](/p/${createId()}).\n`);
  await web.call("pages.rename", { pageId: target, title: "West quay" }, ada);
  const { items } = await web.call("pages.listBacklinks", { pageId: target }, ada);
  expect(items).toMatchObject([{ pageId: source, excerpt: "Moored at West quay, then left …." }]);
});

it("a link that is taken out is forgotten, and pages in the trash are not told", async () => {
  const [target, source, kept] = [await create("Target"), await create("Source"), await create("Kept")];
  await write(source, `${linkTo(target)} ${linkTo(kept)}\n`);
  expect(await titlesOf(target)).toEqual(["Source"]);
  await write(source, `${linkTo(kept)}\n`);
  expect(await titlesOf(target)).toEqual([]);
  expect(await titlesOf(kept)).toEqual(["Source"]);
  await web.call("pages.trash", { pageId: source }, ada);
  expect(await titlesOf(kept)).toEqual([]);
  await web.call("pages.delete", { pageId: source }, ada);
  expect(await web.db.$count(pageLinks, eq(pageLinks.sourceId, source))).toBe(0);
});

it("whoever may not see a page is not told that it links", async () => {
  const [target, secret] = [await create("Open target"), await create("Secret")];
  await web.call("permissions.restrict", { pageId: secret, isRestricted: true }, ada);
  await write(secret, linkTo(target));
  expect(await titlesOf(target)).toEqual(["Secret"]);
  expect(await titlesOf(target, eda)).toEqual([]);
});

it("copies link to what their originals link to, and to the copies of what was copied along", async () => {
  const [target, parent] = [await create("Aim"), await create("Book")];
  const chapter = await create("Chapter", parent);
  await write(parent, `${linkTo(target)} ${linkTo(chapter)}\n`);
  const copy = await web.call("pages.duplicate", { pageId: parent, parentId: null }, ada);
  expect(await titlesOf(target)).toEqual(["Book (copy)", "Book"]);
  await projectDocument(web.db, { pageId: copy.id });
  expect(await titlesOf(chapter)).toEqual(["Book"]);
  const { items } = await web.call("pages.list", { driveId, parentId: copy.id }, ada);
  expect(await titlesOf(items[0]?.id ?? "")).toEqual(["Book (copy)"]);
});

it("the links of documents of an older release are found once", async () => {
  const [target, source] = [await create("Old target"), await create("Old source")];
  await write(source, linkTo(target));
  await web.db.delete(pageLinks).where(eq(pageLinks.sourceId, source));
  await web.db.update(documents).set({ linksVersion: 0 }).where(eq(documents.pageId, source));
  await web.db.execute(sql`UPDATE documents SET links_version = 0 WHERE page_id = ${target}`);
  const relink = () => relinkDocuments({ db: web.db, logger, signal: AbortSignal.timeout(30_000) });
  expect(await relink()).toBe(1);
  expect(await relink()).toBe(0);
  expect(await titlesOf(target)).toEqual(["Old source"]);
  const [row] = await web.db.select().from(documents).where(eq(documents.pageId, source));
  expect(row?.linksVersion).toBe(linksVersion);
});
