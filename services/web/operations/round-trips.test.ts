import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { files, pageFiles, pages } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let driveId: string;
let parentId: string;
let pageId: string;
let fileId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada);
  parentId = (await web.call("pages.create", { driveId, type: "folder", title: "Above" }, ada)).id;
  pageId = (await web.call("pages.create", { driveId, parentId, type: "document", title: "Plan" }, ada)).id;
  fileId = createId();
  const contentHash = "a".repeat(64);
  const stored = { contentHash, sizeBytes: 6, mediaType: "text/plain", preview: "none", text: "ready" } as const;
  await web.db.insert(files).values(stored);
  await web.db.insert(pages).values({ id: fileId, driveId, position: fileId, type: "file", title: "note.txt" });
  await web.db.insert(pageFiles).values({ pageId: fileId, contentHash, name: "note.txt" });
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** How often a read asks for a connection and runs a statement: both once, where it is one round trip. */
async function countAsked(read: () => Promise<unknown>): Promise<{ statements: number; connections: number }> {
  const pool = web.db.$client;
  // Spies only watch: the calls go through.
  const query = vi.spyOn(pool, "query");
  const connect = vi.spyOn(pool, "connect");
  try {
    await read();
    return { statements: query.mock.calls.length, connections: connect.mock.calls.length };
  } finally {
    vi.restoreAllMocks();
  }
}

describe("a read", () => {
  const reads = {
    "pages.read": () => web.call("pages.read", { pageId }, ada),
    "pages.list": () => web.call("pages.list", { driveId, parentId }, ada),
    "pages.listMany": () => web.call("pages.listMany", { driveId, parentIds: [parentId, pageId] }, ada),
    "the root": () => web.call("pages.list", { driveId }, ada),
    "the trash": () => web.call("pages.list", { driveId, trashed: "true" }, ada),
    "favorites.list": () => web.call("favorites.list", {}, ada),
    "tags.list": () => web.call("tags.list", { driveId }, ada),
    "pages by their tags": () => web.call("search.query", { tagIds: createId() }, ada),
    "activity.list": () => web.call("activity.list", { driveId }, ada),
    "accessRequests.list": () => web.call("accessRequests.list", {}, ada),
    "documents.read": () => web.call("documents.read", { pageId, format: "json" }, ada),
    "files.read": () => web.call("files.read", { pageId: fileId }, ada),
    "drives.list": () => web.call("drives.list", {}, ada),
    "sessions.read": () => web.call("sessions.read", {}, ada),
    // Words from four letters on are also looked up among longer ones, where their own hits fill no page.
    "search.query": () => web.call("search.query", { query: "pla" }, ada),
  };
  for (const [name, read] of Object.entries(reads)) {
    it(`asks the database once: ${name}`, async () => {
      // The first ones fill the cache of rights, once the changes made above were heard of.
      await expect.poll(() => read().then(() => countAsked(read))).toEqual({ statements: 1, connections: 1 });
    });
  }
});
