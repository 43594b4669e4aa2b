import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { searchEntries } from "#services/database/schema/pages.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";
import { indexPage, indexVersion } from "./index-page.ts";
import { reindexEntries } from "./reindex-entries.ts";

const logger = createLogger({ name: "test", level: "silent" });
let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function idsOf(query: string): Promise<string[]> {
  return (await web.call("search.query", { query }, ada)).items.map((item) => item.pageId);
}

function reindex(): Promise<number> {
  return reindexEntries({ db: web.db, logger, signal: AbortSignal.timeout(30_000) });
}

it("what an older release indexed is found as before, and in the new way once it is indexed again", async () => {
  const driveId = await web.addDrive(ada);
  const pages: string[] = [];
  for (let index = 0; index < 120; index += 1) {
    const page = await web.call("pages.create", { driveId, type: "folder", title: `Müller ${index}` }, ada);
    pages.push(page.id);
  }
  const [pageId = ""] = pages;
  await web.db.transaction((tx) => indexPage(tx, { pageId, body: "gudgeon 我想去游泳" }));
  await reindex();
  await web.db.execute(sql`
    UPDATE search_entries SET folded_title = NULL, places = '{}', index_version = 0,
      vector = setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body)
    WHERE drive_id = ${driveId}`);
  expect(await idsOf("gudgeon")).toEqual([pageId]);
  expect(await idsOf("想去")).toEqual([]);
  expect(await reindex()).toBe(pages.length);
  expect(await reindex()).toBe(0);
  expect(await idsOf("想去")).toEqual([pageId]);
  const [entry] = await web.db.select().from(searchEntries).where(eq(searchEntries.pageId, pageId));
  expect(entry).toMatchObject({ foldedTitle: "muller 0", indexVersion, body: "gudgeon 我想去游泳" });
});
