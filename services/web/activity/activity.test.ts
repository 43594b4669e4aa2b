import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectDocument } from "#services/documents/store/project-document.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let bea: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  bea = await web.addPerson("Bea");
  driveId = await web.addDrive(ada, "Team");
  await web.addMember(driveId, bea, "editor");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function newPage(title: string): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title }, ada)).id;
}

async function kindsOf(input: object, person = ada): Promise<string[]> {
  return (await web.call("activity.list", { driveId, ...input }, person)).items.map(({ kind }) => kind);
}

it("tells who did what to a page, the newest first, with its titles then and now", async () => {
  const pageId = await newPage("Plan");
  await web.call("pages.rename", { pageId, title: "Plans" }, bea);
  await web.call("pages.setCover", { pageId, cover: { kind: "gradient", name: "dawn" } }, ada);
  await web.call("pages.setLocked", { pageId, isLocked: true }, bea);
  await web.call("pages.trash", { pageId }, ada);
  await web.call("pages.restore", { pageId }, ada);
  const { items, nextCursor } = await web.call("activity.list", { pageId }, bea);
  expect(nextCursor).toBeNull();
  expect(items.map(({ kind, actor, title, fromTitle }) => [kind, actor?.name, title, fromTitle])).toEqual([
    ["page.restored", "Ada", "Plans", null],
    ["page.trashed", "Ada", "Plans", null],
    ["page.lock-changed", "Bea", "Plans", null],
    ["page.cover-changed", "Ada", "Plans", null],
    ["page.renamed", "Bea", "Plans", "Plan"],
    ["page.created", "Ada", "Plan", null],
  ]);
  expect(items[5]?.page).toEqual({ id: pageId, type: "document", title: "Plans", icon: null });
});

it("is narrowed by person, kind and time, and comes in pages without gaps", async () => {
  const pageId = await newPage("Walk");
  for (const title of ["One", "Two", "Three"]) await web.call("pages.rename", { pageId, title }, bea);
  expect(await kindsOf({ pageId, actorId: ada.actor.userId })).toEqual(["page.created"]);
  expect(await kindsOf({ pageId, kind: "page.renamed" })).toHaveLength(3);
  const { items } = await web.call("activity.list", { pageId, kind: "page.created" }, ada);
  const createdAt = items[0]?.createdAt ?? "";
  expect(await kindsOf({ pageId, before: createdAt })).toEqual([]);
  expect(await kindsOf({ pageId, since: createdAt })).toHaveLength(4);
  const walked: string[] = [];
  let cursor: string | null = null;
  do {
    const listed: { items: { title: string | null }[]; nextCursor: string | null } = await web.call(
      "activity.list",
      { pageId, limit: 3, ...(cursor === null ? {} : { cursor }) },
      ada,
    );
    walked.push(...listed.items.map(({ title }) => title ?? ""));
    cursor = listed.nextCursor;
  } while (cursor !== null);
  expect(walked).toEqual(["Three", "Two", "One", "Walk"]);
  await expect(web.call("activity.list", {}, ada)).rejects.toThrow("which driveId or pageId");
});

it("has what was done through a token, whose name only its person is told", async () => {
  const pageId = await newPage("Token");
  const { userId, name, email, isOwner } = bea.actor;
  const token = { tokenId: createId(), tokenName: "Agent", scope: "write", driveIds: null } as const;
  const program = { ...bea, actor: { kind: "token", userId, name, email, isOwner, ...token } } as const;
  await web.call("documents.replace", { pageId, markdown: "By a program." }, program);
  await projectDocument(web.db, { pageId });
  const told = async (person: TestPerson) =>
    (await web.call("activity.list", { pageId, kind: "page.content-changed" }, person)).items.map((item) => [
      item.actor?.name,
      item.token,
    ]);
  expect(await told(bea)).toEqual([["Bea", { name: "Agent" }]]);
  expect(await told(ada)).toEqual([["Bea", { name: null }]]);
});

it("has one entry for what a person writes within ten minutes, and none for the writing right after making it", async () => {
  const pageId = await newPage("Edits");
  for (const [person, text] of [
    [ada, "One"],
    [bea, "Two"],
    [bea, "Three"],
    [ada, "Four"],
  ] as const) {
    await web.call("documents.replace", { pageId, markdown: text }, person);
    await projectDocument(web.db, { pageId });
  }
  expect(await kindsOf({ pageId })).toEqual(["page.content-changed", "page.created"]);
  const earlier = sql`('01900000-0000-7000-8000-' || right(id::text, 12))::uuid`;
  await web.db.execute(sql`UPDATE activity SET id = ${earlier} WHERE page_id = ${pageId}`);
  await web.call("documents.replace", { pageId, markdown: "Five" }, ada);
  expect(await kindsOf({ pageId, kind: "page.content-changed" })).toHaveLength(2);
});

it("tells of share links who sees the page, and of invites who manages the drive", async () => {
  const pageId = await newPage("Leaflet");
  const { link } = await web.call("shareLinks.create", { pageId }, ada);
  await web.call("shareLinks.revoke", { pageId, linkId: link.id }, ada);
  expect(await kindsOf({ pageId }, bea)).toEqual(["shareLink.ended", "shareLink.made", "page.created"]);
  const heads = await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, ada);
  const cursor = heads.streams[0]?.cursor ?? null;
  const { invite } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
  await web.call("invites.revoke", { driveId, inviteId: invite.id }, ada);
  const { items } = await web.call("activity.list", { driveId, limit: 2 }, ada);
  expect(items.map(({ kind, role, actor }) => [kind, role, actor?.name])).toEqual([
    ["invite.ended", "viewer", "Ada"],
    ["invite.made", "viewer", "Ada"],
  ]);
  for (const kind of ["invite.made", "invite.ended"]) expect(await kindsOf({ kind }, bea)).toEqual([]);
  const heard = async (person: TestPerson) => {
    const { streams } = await web.call("events.list", { streams: [{ id: driveId, cursor }] }, person);
    return JSON.stringify(streams).includes("invite.made");
  };
  expect([await heard(ada), await heard(bea)]).toEqual([true, false]);
});

it("of members and the drive is told to its members, not to who was given a page of it", async () => {
  const guest = await web.addPerson("Gus");
  const pageId = await newPage("Shared");
  await web.call("permissions.grant", { pageId, userId: guest.actor.userId, level: "view" }, ada);
  const cleo = await web.addPerson("Cleo");
  await web.addMember(driveId, cleo, "viewer");
  await web.call("members.changeRole", { driveId, userId: cleo.actor.userId, role: "editor" }, ada);
  const { items } = await web.call("activity.list", { driveId, kind: "member.changed" }, bea);
  expect(items).toMatchObject([{ actor: { name: "Ada" }, person: { name: "Cleo" }, role: "editor", page: null }]);
  expect(await kindsOf({}, guest).catch(() => [])).not.toContain("member.changed");
  expect((await web.call("activity.list", { pageId }, guest)).items.length).toBeGreaterThan(0);
});

it("is kept only where the change is, and of a page that is deleted is told to those who saw it", async () => {
  const pageId = await newPage("Gone");
  await web.call("permissions.restrict", { pageId, isRestricted: true }, ada);
  await expect(web.call("activity.list", { pageId }, bea)).rejects.toThrow();
  await web.call("pages.trash", { pageId }, ada);
  await expect(web.call("pages.trash", { pageId }, ada)).rejects.toThrow("already");
  expect(await kindsOf({ pageId, kind: "page.trashed" })).toHaveLength(1);
  await web.call("pages.delete", { pageId }, ada);
  expect(await kindsOf({ kind: "page.deleted" })).toEqual(["page.deleted"]);
  expect(await kindsOf({ kind: "page.deleted" }, bea)).toEqual([]);
});
