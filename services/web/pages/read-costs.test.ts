import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

/** Pages restricted elsewhere: were each looked at, a read would touch some ten times as many blocks. */
const restrictedElsewhere = 400;

const childrenOfOne = 190;

let database: TestDatabase;
let web: TestWeb;
let ben: TestPerson;
let driveId: string;
let parentId: string;
let pageId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const ada = await web.addPerson("Ada");
  ben = await web.addPerson("Ben");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, ben, "editor");
  parentId = (await web.call("pages.create", { driveId, type: "folder", title: "Above" }, ada)).id;
  pageId = (await web.call("pages.create", { driveId, parentId, type: "document", title: "Heron" }, ada)).id;
  // Many, as a statement may be planned in another way for few.
  const ids = Array.from({ length: childrenOfOne }, () => createId());
  const place = { driveId, parentId, type: "folder", title: "Egret" } as const;
  await web.db.insert(pages).values(ids.map((id) => ({ ...place, ancestorIds: [parentId], id, position: `z${id}` })));
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** How many blocks of tables and indexes the statement of a read touches. */
async function countBlocks(read: () => Promise<unknown>): Promise<number> {
  const pool = web.db.$client;
  // The spy only watches: the calls go through.
  const query = vi.spyOn(pool, "query");
  await read();
  // Others ask short questions meanwhile: what changed about rights, and who is there.
  const asked = query.mock.calls.map(([config]: unknown[]) => ({
    text: String(Object(config).text),
    values: Object(config).values,
  }));
  query.mockRestore();
  const [{ text, values } = { text: "", values: [] }] = asked.toSorted((a, b) => b.text.length - a.text.length);
  const { rows } = await pool.query({ text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values });
  const { Plan: plan } = rows[0]["QUERY PLAN"][0];
  return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
}

describe("what a member reads costs no more for pages restricted elsewhere and grants to others", () => {
  const reads = {
    "a page": () => web.call("pages.read", { pageId }, ben),
    "the children of a page": () => web.call("pages.list", { driveId, parentId }, ben),
    "a search": () => web.call("search.query", { query: "hero" }, ben),
  };

  it("whatever they read", async () => {
    const blocks = async () => {
      await web.db.execute(sql`ANALYZE`);
      const counted: [string, number][] = [];
      for (const [name, read] of Object.entries(reads)) counted.push([name, await countBlocks(read)]);
      return counted;
    };
    const before = await blocks();
    const cleo = await web.addPerson("Cleo");
    const restricted = Array.from({ length: restrictedElsewhere }, () => createId());
    const place = { driveId, type: "folder", title: "Elsewhere", accessMode: "restricted" } as const;
    await web.db.insert(pages).values(restricted.map((id) => ({ ...place, id, position: id })));
    await web.db
      .insert(pagePermissions)
      .values(
        restricted.map((id) => ({ id: createId(), pageId: id, userId: cleo.actor.userId, level: "view" as const })),
      );
    const after = await blocks();
    expect(before.every(([, count]) => count > 0)).toBe(true);
    for (const [index, [name, count]] of after.entries()) {
      expect(count, name).toBeLessThan(2 * (before[index]?.[1] ?? 0) + restrictedElsewhere / 4);
    }
  });
});
