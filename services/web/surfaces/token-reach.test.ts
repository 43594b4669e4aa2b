import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { isReadOnly, type Operation } from "#services/contracts/operation.ts";
import { drives } from "#services/database/schema/drives.ts";
import { idempotencyKeys, pages } from "#services/database/schema/pages.ts";
import { storeLinks } from "#services/documents/store/store-links.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { readRefusal } from "#services/web/testing/read-refusal.ts";
import { asPerson, requestFor } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const operations: readonly (readonly [string, Operation])[] = Object.entries(catalogue);
const forTokens = operations.filter(([, { audience }]) => audience === "everyone");
const forPeople = operations.filter(([, { audience }]) => audience !== "everyone");
const changing = forTokens.filter(([, operation]) => !isReadOnly(operation));
const withRights = forTokens.filter(([, { requires }]) => requires.length > 0);

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
/** Where the token of one drive reaches, and where Ada herself does too. */
let inside: Readonly<Record<string, string>>;
let outside: Readonly<Record<string, string>>;
const tokens = { reading: "", ofOneDrive: "", everywhere: "" };

async function plant(name: string): Promise<Readonly<Record<string, string>>> {
  const driveId = await web.addDrive(ada, `Heron ${name}`);
  const page = await web.call("pages.create", { driveId, type: "folder", title: `Heron ${name}` }, ada);
  const linked = await web.call("pages.create", { driveId, type: "folder", title: "Linked" }, ada);
  return { driveId, pageId: page.id, parentId: page.id, linkedId: linked.id };
}

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
  inside = await plant("inside");
  outside = await plant("outside");
  for (const { pageId = "" } of [inside, outside]) {
    await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
  }
  for (const [name, { driveId = "" }] of Object.entries({ inside, outside })) {
    await web.call("tags.create", { driveId, name: `Heron ${name}` }, ada);
  }
  await web.db.transaction(async (tx) => {
    const links = [{ kind: "page" as const, targetId: inside["linkedId"] ?? "", excerpt: "" }];
    for (const { pageId = "" } of [inside, outside]) await storeLinks(tx, { pageId, links });
  });
  const make = async (scope: "read" | "write", driveIds: string[] | null) =>
    (await web.call("tokens.create", { name: "A program", scope, driveIds }, ada)).token;
  tokens.reading = await make("read", null);
  tokens.ofOneDrive = await make("write", [inside["driveId"] ?? ""]);
  tokens.everywhere = await make("write", null);
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

function fitting(place: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const values = {
    type: "folder",
    title: "x",
    name: "x",
    markdown: "x",
    query: "heron",
    role: "viewer",
    icon: "🦆",
    isTemplate: true,
    isFullWidth: true,
    isLocked: false,
    cover: null,
    scope: "read",
  };
  const ids = { tagId: createId(), sessionId: "current", tokenId: createId(), code: "x", email: "x@example.org" };
  return {
    ...place,
    parentIds: [place["pageId"]],
    pageIds: [place["pageId"]],
    streams: [{ id: place["driveId"], cursor: null }],
    ...values,
    ...ids,
  };
}

const byToken = (token: string, request: InjectOptions) => asPerson({ ...ada, token }, request);

async function readState(): Promise<unknown> {
  return Promise.all([
    web.db.select().from(drives).orderBy(drives.id),
    web.db.$count(pages),
    web.db.$count(idempotencyKeys),
  ]);
}

async function ask(token: string, name: OperationName, fields: object = {}): Promise<string> {
  const answer = await app.inject(byToken(token, requestFor(catalogue[name], { ...fields })));
  expect(answer.statusCode, `${name}: ${answer.body}`).toBe(200);
  return answer.body;
}

describe("a token", () => {
  it("has operations to be refused", () => {
    expect(forPeople.length).toBeGreaterThan(8);
    expect(changing.length).toBeGreaterThan(8);
    expect(withRights.length).toBeGreaterThan(12);
  });

  it.each(forPeople)("is refused %s, which is for people, and nothing changes", async (_name, operation) => {
    const before = await readState();
    const refusal = await readRefusal(app, byToken(tokens.everywhere, requestFor(operation, fitting(inside))));
    expect(refusal).toEqual({ status: 403, code: "forbidden" });
    expect(await readState()).toEqual(before);
  });

  it.each(changing)("that reads is refused %s, and nothing changes", async (_name, operation) => {
    const before = await readState();
    const refusal = await readRefusal(app, byToken(tokens.reading, requestFor(operation, fitting(inside))));
    expect(refusal).toEqual({ status: 403, code: "forbidden" });
    expect(await readState()).toEqual(before);
  });

  it.each(withRights)("of one drive finds nothing of another by %s", async (_name, operation) => {
    const before = await readState();
    const refusal = await readRefusal(app, byToken(tokens.ofOneDrive, requestFor(operation, fitting(outside))));
    expect(refusal).toEqual({ status: 404, code: "not-found" });
    expect(await readState()).toEqual(before);
  });

  it("of one drive can move nothing of it below a page of another", async () => {
    const request = requestFor(catalogue["pages.move"], { pageId: inside["pageId"], parentId: outside["pageId"] });
    expect(await readRefusal(app, byToken(tokens.ofOneDrive, request))).toMatchObject({ code: "not-found" });
  });

  it("of one drive makes no other drive", async () => {
    const request = requestFor(catalogue["drives.create"], { name: "Another" });
    expect(await readRefusal(app, byToken(tokens.ofOneDrive, request))).toMatchObject({ code: "forbidden" });
    await ask(tokens.everywhere, "drives.create", { name: "Another" });
  });

  const filtering: Readonly<Partial<Record<OperationName, () => object>>> = {
    "drives.list": () => ({}),
    "pages.listTemplates": () => ({ driveId: inside["driveId"] }),
    "tags.list": () => ({ driveId: inside["driveId"] }),
    "documents.readMentions": () => ({
      pageId: inside["linkedId"],
      pageIds: [inside["pageId"], outside["pageId"]],
    }),
    "pages.listBacklinks": () => ({ pageId: inside["linkedId"] }),
    "search.query": () => ({ query: "heron" }),
    "activity.list": () => ({ driveId: inside["driveId"] }),
    "pages.list": () => ({ driveId: inside["driveId"] }),
    "pages.listMany": () => ({ driveId: inside["driveId"], parentIds: [null, outside["pageId"]] }),
  };
  const isName = (name: string): name is OperationName => Object.hasOwn(catalogue, name);

  it("is asked for all it may ask that filters its answer", () => {
    const filtered = forTokens.filter(([, operation]) => operation.filtered).map(([name]) => name);
    expect(Object.keys(filtering).toSorted()).toEqual(filtered.toSorted());
  });

  it.each(Object.entries(filtering))("of one drive is told of no other by %s", async (name, fields) => {
    if (!isName(name)) throw new Error(`There is no ${name}.`);
    const told = await ask(tokens.ofOneDrive, name, fields());
    expect(told).toContain("Heron inside");
    expect(told).not.toContain("outside");
    expect(told).not.toContain(outside["driveId"]);
    if (["drives.list", "search.query", "pages.listBacklinks", "documents.readMentions"].includes(name)) {
      expect(await ask(tokens.everywhere, name, fields())).toContain("Heron outside");
    }
  });

  it("gets no answer that its person or another token got for the same Idempotency-Key", async () => {
    const request = requestFor(catalogue["pages.create"], fitting(inside));
    const once = (token: string) => {
      const sent = byToken(token, request);
      return app.inject({ ...sent, headers: { ...sent.headers, "idempotency-key": "the same" } });
    };
    const made = [];
    for (const token of [ada.token, tokens.ofOneDrive, tokens.everywhere, tokens.everywhere]) {
      made.push((await once(token)).json<{ id: string }>().id);
    }
    expect(new Set(made).size).toBe(3);
    expect(made[3]).toBe(made[2]);
  });
});
