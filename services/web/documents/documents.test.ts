import { inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let owner: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  owner = await web.addPerson("Ada");
  driveId = await web.addDrive(owner);
});

afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

function createPage(type: "document" | "folder" = "document") {
  return web.call("pages.create", { driveId, type, title: "A page" }, owner);
}

test("markdown that was put in is read in every format, at the same version", async () => {
  const { id: pageId } = await createPage();
  const { version } = await web.call("documents.replace", { pageId, markdown: "# Hi\n\n- [ ] *do*\n" }, owner);
  const read = (format: "markdown" | "html" | "text" | "json") => web.call("documents.read", { pageId, format }, owner);
  expect(await web.call("documents.read", { pageId }, owner)).toEqual({ content: "# Hi\n\n- [ ] *do*\n", version });
  expect((await read("html")).content).toContain("<em>do</em>");
  expect(await read("text")).toEqual({ content: "Hi\ndo", version });
  expect(JSON.parse((await read("json")).content)).toMatchObject({ type: "doc" });
});

test("an edit made from an older version keeps what came since", async () => {
  const { id: pageId } = await createPage();
  const { version } = await web.call("documents.replace", { pageId, markdown: "a\n\nb\n" }, owner);
  await web.call("documents.replace", { pageId, markdown: "a\n\nb\n\nc\n", baseVersion: version }, owner);
  await web.call("documents.replace", { pageId, markdown: "A\n\nb\n", baseVersion: version }, owner);
  expect((await web.call("documents.read", { pageId }, owner)).content).toBe("A\n\nb\n\nc\n");
});

test("the same content again keeps the version", async () => {
  const { id: pageId } = await createPage();
  const first = await web.call("documents.replace", { pageId, markdown: "same\n" }, owner);
  expect(await web.call("documents.replace", { pageId, markdown: "same\n" }, owner)).toEqual(first);
});

test("a repeated request with its key has one effect", async () => {
  const { id: pageId } = await createPage();
  const person = { ...owner, idempotencyKey: createId() };
  const twins = [1, 2].map(() => web.call("documents.replace", { pageId, markdown: "once\n" }, person));
  expect(await Promise.all(twins)).toEqual([{ version: 1 }, { version: 1 }]);
});

test("a repeated request gets its first answer also where it could not be worked on any more", async () => {
  const { id: pageId } = await createPage();
  const person = { ...owner, idempotencyKey: createId() };
  const edit = { pageId, markdown: "once\n", baseVersion: 0 };
  expect(await web.call("documents.replace", edit, person)).toEqual({ version: 1 });
  await web.call("pages.trash", { pageId }, owner);
  expect(await web.call("documents.replace", edit, person)).toEqual({ version: 1 });
  const other = web.call("documents.replace", { ...edit, markdown: "twice\n" }, person);
  await expect(other).rejects.toMatchObject({ code: "conflict" });
});

test("replacements that wait leave connections to everyone else", async () => {
  const pages = await Promise.all(Array.from({ length: 12 }, () => createPage()));
  const ids = pages.map((page) => page.id);
  await using other = openDatabase({ url: database.url, maxConnections: 1, logger: web.services.logger });
  const replaced = await other.db.transaction(async (tx) => {
    await tx.select().from(documents).where(inArray(documents.pageId, ids)).for("update");
    const waiting = ids.map((pageId) => web.call("documents.replace", { pageId, markdown: "held\n" }, owner));
    await expect
      .poll(async () => {
        const found = await tx.execute<Record<string, unknown>>(sql`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        return found.rows.length;
      })
      .toBe(2);
    expect((await web.call("drives.list", {}, owner)).items.length).toBeGreaterThan(1);
    return { waiting };
  });
  expect(await Promise.all(replaced.waiting)).toEqual(ids.map(() => ({ version: 1 })));
});

test("a page that holds no document is refused", async () => {
  const { id: pageId } = await createPage("folder");
  await expect(web.call("documents.read", { pageId }, owner)).rejects.toMatchObject({ code: "invalid-input" });
  const written = web.call("documents.replace", { pageId, markdown: "x" }, owner);
  await expect(written).rejects.toMatchObject({ code: "invalid-input" });
});

test("a trashed page can be read but not changed", async () => {
  const { id: pageId } = await createPage();
  await web.call("documents.replace", { pageId, markdown: "kept\n" }, owner);
  await web.call("pages.trash", { pageId }, owner);
  expect((await web.call("documents.read", { pageId }, owner)).content).toBe("kept\n");
  const written = web.call("documents.replace", { pageId, markdown: "x" }, owner);
  await expect(written).rejects.toMatchObject({ code: "conflict" });
});

test("markdown over the limit is refused", async () => {
  const { id: pageId } = await createPage();
  const written = web.call("documents.replace", { pageId, markdown: "é".repeat(2_500_001) }, owner);
  await expect(written).rejects.toMatchObject({ code: "payload-too-large" });
});

test("a viewer reads but cannot change, and a stranger finds nothing", async () => {
  const { id: pageId } = await createPage();
  const [viewer, stranger] = [await web.addPerson("Vi"), await web.addPerson("Sam")];
  await web.addMember(driveId, viewer, "viewer");
  expect(await web.call("documents.read", { pageId }, viewer)).toEqual({ content: "", version: 0 });
  const written = web.call("documents.replace", { pageId, markdown: "x" }, viewer);
  await expect(written).rejects.toMatchObject({ code: "forbidden" });
  await expect(web.call("documents.read", { pageId }, stranger)).rejects.toMatchObject({ code: "not-found" });
});

test("naughty text comes back as it was put in", async () => {
  const { id: pageId } = await createPage();
  const text = "Ω≈ç √∫ 田中さん 🙂 ‮ right-to-left ﷽ \\ ' \" ` ; DROP TABLE pages; -- %{x} {{y}}";
  const fenced = `\`\`\`\n${text}\n\`\`\`\n`;
  await web.call("documents.replace", { pageId, markdown: fenced }, owner);
  expect((await web.call("documents.read", { pageId }, owner)).content).toBe(fenced);
  expect((await web.call("documents.read", { pageId, format: "text" }, owner)).content).toBe(text);
});
