import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Cover } from "#services/contracts/shapes.ts";
import { files, pageFiles, pages } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let vera: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  vera = await web.addPerson("Vera");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, vera, "viewer");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string, parentId: string | null = null): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title, parentId }, ada)).id;
}

async function eventsDuring(run: () => Promise<unknown>) {
  const ask = async (cursor: string | null) => {
    const { streams } = await web.call("events.list", { streams: [{ id: driveId, cursor }] }, ada);
    return streams[0];
  };
  const before = await ask(null);
  await run();
  return (await ask(before?.cursor ?? ""))?.items;
}

const setLocked = (pageId: string, isLocked: boolean) => web.call("pages.setLocked", { pageId, isLocked }, ada);
const write = (pageId: string, markdown: string) => web.call("documents.replace", { pageId, markdown }, ada);
const refusal = { code: "conflict", message: expect.stringMatching(/locked.*unlock it/) };

it("makes a page wide for everybody, tells open windows, and keeps that in copies and new pages of a template", async () => {
  const pageId = await create("Wide table");
  expect(await web.call("pages.read", { pageId }, vera)).not.toHaveProperty("isFullWidth");
  const told = await eventsDuring(() => web.call("pages.setFullWidth", { pageId, isFullWidth: true }, ada));
  expect(told).toMatchObject([{ type: "page.width-changed", pageId, isFullWidth: true }]);
  expect(await web.call("pages.read", { pageId }, vera)).toMatchObject({ isFullWidth: true });
  await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
  expect(await web.call("pages.duplicate", { pageId, parentId: null }, ada)).toMatchObject({ isFullWidth: true });
  const made = await web.call("pages.createFromTemplate", { pageId, parentId: null }, ada);
  expect(made).toMatchObject({ isFullWidth: true });
  const back = await web.call("pages.setFullWidth", { pageId, isFullWidth: false }, ada);
  expect(back).not.toHaveProperty("isFullWidth");
});

it("keeps what a locked page says and is called, whoever asks, until it is unlocked", async () => {
  const pageId = await create("Rules");
  await write(pageId, "First.");
  const told = await eventsDuring(() => setLocked(pageId, true));
  expect(told).toMatchObject([{ type: "page.lock-changed", pageId, isLocked: true }]);
  expect(await web.call("pages.read", { pageId }, vera)).toMatchObject({ isLocked: true, level: "view" });

  await expect(write(pageId, "Second.")).rejects.toMatchObject(refusal);
  await expect(web.call("pages.rename", { pageId, title: "Laws" }, ada)).rejects.toMatchObject(refusal);
  await expect(web.call("pages.rename", { pageId, title: "Laws", basedOn: "Rules" }, ada)).rejects.toMatchObject({
    ...refusal,
    details: undefined,
  });
  await expect(web.call("pages.setIcon", { pageId, icon: "🦆" }, ada)).rejects.toMatchObject(refusal);
  const cover = { kind: "gradient", name: "sea" } as const;
  await expect(web.call("pages.setCover", { pageId, cover }, ada)).rejects.toMatchObject(refusal);
  expect(await web.call("documents.read", { pageId }, ada)).toMatchObject({ content: "First.\n" });
  expect(await web.call("pages.read", { pageId }, ada)).toMatchObject({ title: "Rules", icon: null });

  expect(await setLocked(pageId, false)).not.toHaveProperty("isLocked");
  await write(pageId, "Second.");
  expect(await web.call("pages.rename", { pageId, title: "Laws" }, ada)).toMatchObject({ title: "Laws" });
});

it("lets a locked page be moved, marked and trashed, its pages below be written, and its copies be open", async () => {
  const pageId = await create("Kept as it is");
  const below = await create("Below", pageId);
  await write(pageId, `See [below](/d/${driveId}/p/${below}).`);
  await setLocked(pageId, true);
  await write(below, "Written.");
  await web.call("pages.rename", { pageId: below, title: "Renamed below" }, ada);
  await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
  const copy = await web.call("pages.duplicate", { pageId, parentId: null }, ada);
  expect(copy).not.toHaveProperty("isLocked");
  await write(copy.id, "Another.");
  const made = await web.call("pages.createFromTemplate", { pageId, parentId: null }, ada);
  expect(made).not.toHaveProperty("isLocked");
  const moved = await web.call("pages.move", { pageId, parentId: copy.id }, ada);
  expect(moved).toMatchObject({ parentId: copy.id, isLocked: true });
  await web.call("pages.trash", { pageId }, ada);
  expect(await web.call("pages.restore", { pageId }, ada)).toMatchObject({ isLocked: true });
});

it("lets only those lock and unlock who may edit the page", async () => {
  const pageId = await create("Guarded");
  await expect(web.call("pages.setLocked", { pageId, isLocked: true }, vera)).rejects.toMatchObject({
    code: "forbidden",
  });
  await setLocked(pageId, true);
  await expect(web.call("pages.setLocked", { pageId, isLocked: false }, vera)).rejects.toMatchObject({
    code: "forbidden",
  });
  const [row] = await web.db.select({ isLocked: pages.isLocked }).from(pages).where(eq(pages.id, pageId));
  expect(row?.isLocked).toBe(true);
});

/** The page of a picture's file below another page, as an upload makes it. */
async function addPicture(parentId: string | null, more: Partial<typeof pages.$inferInsert> = {}): Promise<string> {
  const id = createId();
  const contentHash = id.replaceAll("-", "").padEnd(64, "0");
  const stored = { contentHash, sizeBytes: 6, mediaType: "image/png", preview: "ready", text: "none" } as const;
  await web.db.insert(files).values(stored);
  const ancestorIds = parentId === null ? [] : [parentId];
  const page = { id, driveId, parentId, ancestorIds, position: id, type: "file", title: "shore.png", ...more };
  await web.db.insert(pages).values(page);
  await web.db.insert(pageFiles).values({ pageId: id, contentHash, name: "shore.png" });
  return id;
}

const pictureOf = (fileId: string, position = 50) => ({ kind: "picture", fileId, position }) as const;
const setCover = (pageId: string, cover: Cover | null, person = ada) =>
  web.call("pages.setCover", { pageId, cover }, person);
const coverFor = async (person: TestPerson, pageId: string) => (await web.call("pages.read", { pageId }, person)).cover;

it("gives a page a cover: a gradient, or a picture of its own with the part that is shown; and takes it away", async () => {
  const pageId = await create("Shore");
  const fileId = await addPicture(pageId);
  const gradient = { kind: "gradient", name: "dusk" } as const;
  expect(await setCover(pageId, gradient)).toMatchObject({ cover: gradient });
  const told = await eventsDuring(() => setCover(pageId, pictureOf(fileId.toUpperCase(), 20)));
  expect(told).toMatchObject([{ type: "page.cover-changed", pageId, cover: pictureOf(fileId, 20) }]);
  expect(await coverFor(vera, pageId)).toEqual(pictureOf(fileId, 20));
  expect(await setCover(pageId, null)).not.toHaveProperty("cover");
  await expect(setCover(pageId, gradient, vera)).rejects.toMatchObject({ code: "forbidden" });
});

it("takes no picture of another page, none in the trash and no other file as a cover", async () => {
  const pageId = await create("Bare");
  const elsewhere = await addPicture(await create("Other"));
  const trashed = await addPicture(pageId, { trashedAt: new Date(), trashRootId: createId() });
  for (const fileId of [elsewhere, trashed, createId(), await create("Words", pageId)]) {
    await expect(setCover(pageId, pictureOf(fileId))).rejects.toMatchObject({ code: "conflict" });
  }
  const words = await addPicture(pageId);
  const ofWords = eq(files.contentHash, words.replaceAll("-", "").padEnd(64, "0"));
  await web.db.update(files).set({ mediaType: "text/plain" }).where(ofWords);
  await expect(setCover(pageId, pictureOf(words))).rejects.toMatchObject({
    message: expect.stringContaining("no picture"),
  });
  expect(await coverFor(ada, pageId)).toBeUndefined();
});

it("has no cover while its picture is in the trash or elsewhere, and has it again when that is back", async () => {
  const pageId = await create("Comes and goes");
  const fileId = await addPicture(pageId);
  await setCover(pageId, pictureOf(fileId));
  await web.call("pages.trash", { pageId: fileId }, ada);
  expect(await coverFor(ada, pageId)).toBeUndefined();
  await web.call("pages.restore", { pageId: fileId }, ada);
  expect(await coverFor(ada, pageId)).toEqual(pictureOf(fileId));
  await web.call("pages.move", { pageId: fileId, parentId: null }, ada);
  expect(await coverFor(ada, pageId)).toBeUndefined();
  await web.call("pages.move", { pageId: fileId, parentId: pageId }, ada);
  await web.call("pages.move", { pageId, parentId: await create("Another place") }, ada);
  expect(await coverFor(ada, pageId)).toEqual(pictureOf(fileId));
  await web.call("pages.trash", { pageId }, ada);
  expect(await coverFor(ada, pageId)).toEqual(pictureOf(fileId));
});

it("shows a restricted picture to nobody else, neither in the page nor in what is told of it", async () => {
  const pageId = await create("Half secret");
  const fileId = await addPicture(pageId);
  await web.call("permissions.restrict", { pageId: fileId, isRestricted: true }, ada);
  const { streams } = await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, vera);
  await setCover(pageId, pictureOf(fileId));
  expect(await coverFor(ada, pageId)).toEqual(pictureOf(fileId));
  expect(await coverFor(vera, pageId)).toBeUndefined();
  const heard = await web.call("events.list", { streams: [{ id: driveId, cursor: streams[0]?.cursor ?? "" }] }, vera);
  expect(heard.streams[0]?.items).toMatchObject([{ type: "page.cover-changed", pageId, cover: null }]);
  expect(JSON.stringify(heard)).not.toContain(fileId);
});

it("gives a copy a picture of its own as its cover, and none where the picture could not be copied", async () => {
  const pageId = await create("Original");
  const fileId = await addPicture(pageId);
  await setCover(pageId, pictureOf(fileId, 70));
  const copy = await web.call("pages.duplicate", { pageId, parentId: null }, ada);
  const [picture] = (await web.call("pages.list", { driveId, parentId: copy.id }, ada)).items;
  expect(copy.cover).toEqual(pictureOf(picture?.id ?? "", 70));
  expect(picture?.id).not.toBe(fileId);
  await web.call("pages.trash", { pageId: fileId }, ada);
  expect(await web.call("pages.duplicate", { pageId, parentId: null }, ada)).not.toHaveProperty("cover");
});
