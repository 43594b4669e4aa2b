import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pages } from "#services/database/schema/pages.ts";
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
