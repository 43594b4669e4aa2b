import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inArray } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { Backlink, DriveMember, PageSummary, Tag } from "#services/contracts/shapes.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { avatars } from "#services/database/schema/people.ts";
import { storeLinks } from "#services/documents/store/store-links.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { allTold } from "#services/web/testing/all-told.ts";
import { asPerson, requestFor } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let ada: TestPerson;
let eda: TestPerson;
let driveId: string;
let beginning: string;
const hidden: { id: string; title: string }[] = [];
const seen: Record<"open" | "granted" | "below" | "trashed", string> = {
  open: "",
  granted: "",
  below: "",
  trashed: "",
};

async function create(title: string, parentId?: string): Promise<string> {
  const input = { driveId, type: "document", title, ...(parentId ? { parentId } : {}) } as const;
  return (await web.call("pages.create", input, ada)).id;
}

/** A page that Eda may not see, with a title that every search of this test would find. */
async function hide(title: string, parentId?: string): Promise<string> {
  const id = await create(`Secret heron ${title}`, parentId);
  hidden.push({ id, title: `Secret heron ${title}` });
  return id;
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-leaks-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  app = await createWebServer({ ...web.services, peers: { read: () => ({ processorUrl: processor.url }) } });
  ada = await web.addPerson("Ada");
  eda = await web.addPerson("Eda");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, eda, "editor");
  const heads = await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, eda);
  beginning = heads.streams[0]?.cursor ?? "";

  seen.open = await create("Heron open");
  const border = await hide("behind the border");
  seen.granted = await create("Heron granted", border);
  seen.below = await create("Heron below", seen.granted);
  seen.trashed = await create("Heron trashed", border);
  const restricted = [border, await hide("in the open", seen.open), await hide("under a grant", seen.below)];
  for (const title of ["one", "two", "three"]) restricted.push(await hide(title));
  await web.db.update(pages).set({ accessMode: "restricted" }).where(inArray(pages.id, restricted));
  for (const pageId of [seen.granted, seen.trashed]) {
    await web.db.insert(pagePermissions).values({ id: createId(), pageId, userId: eda.actor.userId, level: "manage" });
  }
  await web.db.transaction((tx) => refreshEntries(tx, restricted));
  await web.call("pages.trash", { pageId: seen.trashed }, eda);
  const trashed = await hide("trashed", border);
  await web.call("pages.trash", { pageId: trashed }, ada);
});
afterAll(async () => {
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

async function ask(name: OperationName, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
  const answer = await app.inject(asPerson(eda, requestFor(catalogue[name], fields)));
  expect(answer.statusCode, `${name}: ${answer.body}`).toBe(200);
  const told = allTold(answer.body);
  for (const { id, title } of hidden) {
    expect(told, name).not.toContain(id);
    expect(told, name).not.toContain(title.toLowerCase());
  }
  return answer.json();
}

const Listed = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });

/** Every page of results of a list, by the smallest pages there are. */
async function walk(name: OperationName, fields: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: z.infer<typeof Listed> = Listed.parse(
      await ask(name, { ...fields, limit: 1, ...(cursor === null ? {} : { cursor }) }),
    );
    expect(page.items.length, `${name} gives no empty page of results`).toBe(1);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

let kept = 0;

/** Makes a page a favourite of Eda's, as one may be that was visible once. */
async function keepAtHand(pageId: string): Promise<void> {
  const { userId } = eda.actor;
  kept += 1;
  await web.db.insert(favorites).values({ userId, pageId, position: String(kept).padStart(3, "0") });
}

/** The operations that answer pages or choose what they answer, each asked as an editor who may not see everything. */
const asked: Readonly<Partial<Record<OperationName, () => Promise<unknown>>>> = {
  "accessRequests.list": async () => {
    const stan = await web.addPerson("Stan");
    for (const pageId of [...hidden.map(({ id }) => id), seen.granted]) {
      await web.call("accessRequests.create", { pageId }, stan);
    }
    const Asked = z.object({ items: z.array(z.object({ page: z.object({ id: z.string() }) })) });
    const { items } = Asked.parse(await ask("accessRequests.list", {}));
    expect(items).toMatchObject([{ page: { id: seen.granted } }]);
  },
  "drives.list": () => ask("drives.list", {}),
  "drives.listTrashed": async () => {
    await web.call("drives.trash", { driveId: await web.addDrive(ada, "Secret heron drive") }, ada);
    expect(await ask("drives.listTrashed", {})).toEqual({ items: [] });
  },
  "sessions.read": async () => {
    const Streams = z.object({ streams: z.array(z.object({ id: z.string() })) });
    const { streams } = Streams.parse(await ask("sessions.read", {}));
    expect(streams.map(({ id }) => id)).toContain(driveId);
  },
  "pages.listMany": async () => {
    const parentIds = [null, seen.open, seen.granted, ...hidden.map(({ id }) => id)];
    const Levels = z.object({
      levels: z.array(z.object({ parentId: z.string().nullable(), items: z.array(PageSummary) })),
    });
    const { levels } = Levels.parse(await ask("pages.listMany", { driveId, parentIds }));
    expect(levels.map(({ parentId, items }) => [parentId, items.map(({ id }) => id)])).toEqual([
      [null, [seen.open, seen.granted]],
      [seen.open, []],
      [seen.granted, [seen.below]],
    ]);
  },
  "sessions.list": () => ask("sessions.list", {}),
  "sessions.delete": async () => {
    const answer = await app.inject(asPerson(eda, requestFor(catalogue["sessions.delete"], { sessionId: createId() })));
    expect(answer.statusCode).toBe(404);
  },
  "tokens.list": async () => {
    await web.call("tokens.create", { name: "Secret heron token", scope: "read", driveIds: [driveId] }, ada);
    expect(await ask("tokens.list", {})).toEqual({ items: [] });
  },
  "tokens.revoke": async () => {
    const made = await web.call("tokens.create", { name: "Ada's", scope: "read" }, ada);
    const request = requestFor(catalogue["tokens.revoke"], { tokenId: made.summary.id });
    expect((await app.inject(asPerson(eda, request))).statusCode).toBe(404);
  },
  "events.list": async () => {
    const answer = await ask("events.list", { streams: [{ id: driveId, cursor: beginning }] });
    const Events = z.object({ streams: z.array(z.object({ items: z.array(z.unknown()) })) });
    expect(Events.parse(answer).streams[0]?.items.length).toBeGreaterThanOrEqual(4);
  },
  "members.list": async () => {
    const Members = z.object({ items: z.array(DriveMember) });
    const { items } = Members.parse(await ask("members.list", { driveId }));
    expect(items.map(({ person, grantCount }) => ({ ...person, grantCount }))).toEqual([
      { id: ada.actor.userId, name: "Ada", email: null, grantCount: null },
      { id: eda.actor.userId, name: "Eda", email: eda.actor.email, grantCount: null },
    ]);
  },
  "people.search": async () => {
    const People = z.object({ items: z.array(z.object({ name: z.string() })) });
    const { items } = People.parse(await ask("people.search", { query: "" }));
    expect(items.map(({ name }) => name)).toEqual(["Ada"]);
  },
  "search.query": async () => expect(await walk("search.query", { query: "heron" })).toHaveLength(3),
  "activity.list": async () => {
    const kept = await walk("activity.list", { driveId });
    const titles = z.array(z.object({ title: z.string().nullable() })).parse(kept);
    expect(titles.map(({ title }) => title)).toContain("Heron below");
  },
  "favorites.list": async () => {
    for (const { id: pageId } of hidden) await keepAtHand(pageId);
    for (const pageId of [seen.below, seen.open]) await keepAtHand(pageId);
    const Favorites = z.object({ items: z.array(PageSummary) });
    const { items } = Favorites.parse(await ask("favorites.list", {}));
    expect(items).toMatchObject([
      { id: seen.below, parentId: seen.granted },
      { id: seen.open, parentId: null, hasChildren: false },
    ]);
  },
  "pages.list": async () => {
    const root = z.array(PageSummary).parse(await walk("pages.list", { driveId }));
    expect(root.map(({ id, parentId, hasChildren }) => ({ id, parentId, hasChildren }))).toEqual([
      { id: seen.open, parentId: null, hasChildren: false },
      { id: seen.granted, parentId: null, hasChildren: true },
    ]);
    expect(await ask("pages.list", { driveId, parentId: seen.open })).toEqual({ items: [], nextCursor: null });
    const below = z.array(PageSummary).parse(await walk("pages.list", { driveId, parentId: seen.granted }));
    expect(below).toMatchObject([{ id: seen.below, parentId: seen.granted, hasChildren: false }]);
    const trash = z.array(PageSummary).parse(await walk("pages.list", { driveId, trashed: "true" }));
    expect(trash).toMatchObject([{ id: seen.trashed, parentId: null }]);
  },
  "pages.read": async () => {
    expect(await ask("pages.read", { pageId: seen.granted })).toMatchObject({ parentId: null, breadcrumb: [] });
    expect(await ask("pages.read", { pageId: seen.below })).toMatchObject({ parentId: seen.granted });
  },
  "pages.create": () => ask("pages.create", { driveId, parentId: seen.granted, type: "folder", title: "New" }),
  "pages.listBacklinks": async () => {
    await web.db.transaction(async (tx) => {
      for (const { id, title } of hidden) {
        await storeLinks(tx, {
          pageId: id,
          links: [{ kind: "page", targetId: seen.open, excerpt: `${title} leads there` }],
        });
      }
      await storeLinks(tx, {
        pageId: seen.below,
        links: [{ kind: "page", targetId: seen.open, excerpt: "to the open one" }],
      });
    });
    const found = z.array(Backlink).parse(await walk("pages.listBacklinks", { pageId: seen.open }));
    expect(found).toMatchObject([{ pageId: seen.below, breadcrumb: ["Heron granted"], excerpt: "to the open one" }]);
  },
  "documents.readMentions": async () => {
    // What one asks for is no secret; nothing else may be told of it.
    const pageIds = [seen.open, ...hidden.map(({ id }) => id)];
    expect(await ask("documents.readMentions", { pageId: seen.open, pageIds })).toMatchObject({
      pages: [{ id: seen.open, title: "Heron open" }],
      people: [],
    });
  },
  "pages.rename": async () =>
    expect(await ask("pages.rename", { pageId: seen.granted, title: "Heron renamed" })).toMatchObject({
      parentId: null,
    }),
  "pages.setIcon": async () =>
    expect(await ask("pages.setIcon", { pageId: seen.granted, icon: "🦆" })).toMatchObject({ parentId: null }),
  "pages.setFullWidth": async () =>
    expect(await ask("pages.setFullWidth", { pageId: seen.granted, isFullWidth: true })).toMatchObject({
      parentId: null,
    }),
  "pages.setLocked": async () =>
    expect(await ask("pages.setLocked", { pageId: seen.granted, isLocked: false })).toMatchObject({ parentId: null }),
  "pages.setCover": async () =>
    expect(await ask("pages.setCover", { pageId: seen.granted, cover: null })).toMatchObject({ parentId: null }),
  "pages.setTemplate": async () =>
    expect(await ask("pages.setTemplate", { pageId: seen.granted, isTemplate: true })).toMatchObject({
      parentId: null,
    }),
  "pages.listTemplates": async () => {
    const templates = [seen.open, seen.granted, ...hidden.map(({ id }) => id)];
    await web.db.update(pages).set({ isTemplate: true }).where(inArray(pages.id, templates));
    const found = z.array(PageSummary).parse(await walk("pages.listTemplates", { driveId }));
    expect(found).toMatchObject([
      { id: seen.granted, parentId: null },
      { id: seen.open, hasChildren: false },
    ]);
  },
  "tags.list": async () => {
    const Tags = z.object({ items: z.array(Tag.extend({ pageCount: z.number() })) });
    const pageIds = [
      seen.open,
      seen.granted,
      ...hidden.filter(({ title }) => !title.endsWith(" trashed")).map(({ id }) => id),
    ];
    const { id: tagId } = await web.call("tags.create", { driveId, name: "Carried" }, ada);
    await web.call("pages.tagMany", { pageIds, tagId }, ada);
    const { items } = Tags.parse(await ask("tags.list", { driveId }));
    expect(items).toMatchObject([{ name: "Carried", pageCount: 2 }]);
  },
  "pages.createFromTemplate": async () =>
    expect(await ask("pages.createFromTemplate", { pageId: seen.granted, parentId: seen.granted })).toMatchObject({
      parentId: seen.granted,
      title: "Heron renamed",
    }),
  "pages.move": () => ask("pages.move", { pageId: seen.below, parentId: seen.granted }),
  "pages.moveMany": () => ask("pages.moveMany", { pageIds: [seen.below], driveId, parentId: seen.granted }),
  "pages.restoreMany": async () => {
    const pageId = await create("Heron trashed by itself", seen.granted);
    await ask("pages.trashMany", { pageIds: [pageId] });
    await ask("pages.restoreMany", { pageIds: [pageId] });
  },
  "pages.duplicate": async () =>
    expect(await ask("pages.duplicate", { pageId: seen.granted, parentId: seen.granted })).toMatchObject({
      parentId: seen.granted,
      title: "Heron renamed (copy)",
    }),
  "pages.restore": async () =>
    expect(await ask("pages.restore", { pageId: seen.trashed })).toMatchObject({ parentId: null }),
  "administration.readStorage": async () => {
    // Eda owns the installation for once, but has no place in most drives.
    const foreign = await web.addDrive(ada, "Secret heron drive");
    const owner = { ...eda, actor: { ...eda.actor, isOwner: true } };
    const storage = await web.call("administration.readStorage", {}, owner);
    expect(storage.largestDrives).toContainEqual(expect.objectContaining({ id: foreign, name: null }));
    expect(JSON.stringify(storage)).not.toContain("Secret heron");
  },
  "people.listAvatars": async () => {
    const stranger = await web.addPerson("Secret heron");
    for (const { actor } of [ada, stranger]) {
      await web.db.insert(avatars).values({ userId: actor.userId, version: "1", webp: Buffer.from("a portrait") });
    }
    expect(await ask("people.listAvatars", {})).toEqual({ items: [{ userId: ada.actor.userId, version: "1" }] });
  },
  "files.upload": () => ask("files.upload", { driveId, parentId: seen.granted, name: "a.txt" }),
};

const telling = Object.entries(catalogue).filter(
  ([, operation]) =>
    ("filtered" in operation && operation.filtered) ||
    JSON.stringify(z.toJSONSchema(operation.output)).includes('"hasChildren"'),
);

describe("what a person may not see", () => {
  it("is sought in the answers of every operation that chooses what it answers or that answers pages", () => {
    expect(Object.keys(asked).toSorted()).toEqual(telling.map(([name]) => name).toSorted());
    expect(telling.length).toBeGreaterThan(8);
  });

  it.each(Object.entries(asked))("is not told by %s: no title, no id, no sign of it", async (_name, askFor) => {
    await askFor();
  });
});
