import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

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

test("deleting pages and writing to several of them at once do not wait for each other in a circle", async () => {
  const driveId = await web.addDrive(ada);
  const create = (title: string) => web.call("pages.create", { driveId, type: "document", title }, ada);
  // The lower id lies below the higher one, so that the order of the tree is not the order of ids.
  const lower = await create("below");
  const higher = await create("above");
  await web.call("pages.move", { pageId: lower.id, parentId: higher.id }, ada);
  await web.call("pages.trash", { pageId: higher.id }, ada);
  await using other = openDatabase({ url: database.url, maxConnections: 1, logger: web.services.logger });
  const { deleted } = await other.db.transaction(async (tx) => {
    const lock = (pageId: string) =>
      tx.select().from(documents).where(eq(documents.pageId, pageId)).for("no key update");
    await lock(lower.id);
    const deleting = web.call("pages.delete", { pageId: higher.id }, ada);
    await expect
      .poll(async () => {
        const waiting = await tx.execute<Record<string, unknown>>(sql`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        return waiting.rows.length;
      })
      .toBe(1);
    expect(await lock(higher.id)).toHaveLength(1);
    return { deleted: deleting };
  });
  await deleted;
  expect(await web.db.select().from(documents).where(eq(documents.pageId, lower.id))).toEqual([]);
});
