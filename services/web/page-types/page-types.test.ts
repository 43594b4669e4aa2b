import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { pageTypes } from "#services/contracts/page-types.ts";
import { PageType } from "#services/contracts/shapes.ts";
import { files, pageFiles, pages } from "#services/database/schema/pages.ts";
import { readContent } from "#services/documents/store/read-content.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";
import { pageTypeRooms } from "./every-page-type.ts";

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

/** A bare page row, as a copy of a page begins. */
async function insertRow(type: keyof typeof pageTypes): Promise<string> {
  const id = createId();
  await web.db.insert(pages).values({ id, driveId: ada.homeId, position: id, type, title: "A page" });
  return id;
}

describe("every type of page", () => {
  it.each(PageType.options)("makes, reads, copies and lets go of what its pages hold: %s", async (type) => {
    const room = pageTypeRooms[type];
    const [fromId, toId] = [await insertRow(type), await insertRow(type)];
    await web.db.transaction((tx) => room.create(tx, fromId));
    expect(await room.readText(web.db, fromId)).toBe("");
    await web.db.transaction((tx) => room.copy(tx, { fromId, toId }));
    expect(await room.readText(web.db, toId)).toBe("");
    await web.db.transaction((tx) => room.release(tx, [fromId, toId]));
  });
});

it("a copied document holds the same words and goes its own way", async () => {
  const page = await web.call("pages.create", { driveId: ada.homeId, type: "document", title: "Plan" }, ada);
  await web.call("documents.replace", { pageId: page.id, markdown: "first words" }, ada);
  await expect.poll(() => pageTypeRooms.document.readText(web.db, page.id)).toBe("first words");
  const toId = await insertRow("document");
  await web.db.transaction((tx) => pageTypeRooms.document.copy(tx, { fromId: page.id, toId }));
  expect(await pageTypeRooms.document.readText(web.db, toId)).toBe("first words");
  await web.call("documents.replace", { pageId: toId, markdown: "first words, and others" }, ada);
  const read = async (pageId: string) => (await readContent(web.db, { pageId, format: "text" })).content;
  expect(await read(toId)).toBe("first words, and others");
  expect(await read(page.id)).toBe("first words");
});

it("a copied file page shows the same bytes under the same name", async () => {
  const contentHash = "a".repeat(64);
  await web.db.insert(files).values({
    contentHash,
    sizeBytes: 6,
    mediaType: "text/plain",
    preview: "none",
    text: "ready",
    textContent: "A note",
  });
  const [fromId, toId] = [await insertRow("file"), await insertRow("file")];
  await web.db.insert(pageFiles).values({ pageId: fromId, contentHash, name: "note.txt" });
  await web.db.transaction((tx) => pageTypeRooms.file.copy(tx, { fromId, toId }));
  expect(await web.call("files.read", { pageId: toId }, ada)).toMatchObject({ contentHash, name: "note.txt" });
  expect(await pageTypeRooms.file.readText(web.db, toId)).toBe("A note");
});

it("a page does not come to lie below one that holds none", async () => {
  const fileId = await insertRow("file");
  const input = { driveId: ada.homeId, parentId: fileId, type: "document", title: "Below" } as const;
  await expect(web.call("pages.create", input, ada)).rejects.toMatchObject({ code: "conflict" });
});
