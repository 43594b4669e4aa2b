import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, requestFor } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
let eve: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
  eve = await web.addPerson("Eve");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, eve, "editor");
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Asking {
  readonly person?: TestPerson;
  readonly headers?: Record<string, string>;
}

function ask(name: OperationName, input: Record<string, unknown>, { person = ada, headers = {} }: Asking = {}) {
  const request = asPerson(person, requestFor(catalogue[name], input));
  return app.inject({ ...request, headers: { ...request.headers, ...headers } });
}

async function create(title: string): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "folder", title }, ada)).id;
}

async function readTag(pageId: string, person = ada): Promise<string> {
  return z.string().parse((await ask("pages.read", { pageId }, { person })).headers["etag"]);
}

/** The part of the tag that is of the properties. */
async function tagOf(pageId: string, person = ada): Promise<string> {
  return (await readTag(pageId, person)).replace(/\..*$/, '"');
}

const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

it("each change of a page's properties gives another tag, which the answer tells, and the same to everybody", async () => {
  const pageId = await create("Tagged");
  const folder = await create("Folder");
  const { id: tagId } = await web.call("tags.create", { driveId, name: "Etag", color: "blue" }, ada);
  const tags = new Set([await tagOf(pageId)]);
  const changes = [
    ["pages.rename", { pageId, title: "Tagged anew" }],
    ["pages.setIcon", { pageId, icon: "🦆" }],
    ["pages.setTemplate", { pageId, isTemplate: true }],
    ["pages.setFullWidth", { pageId, isFullWidth: true }],
    ["pages.setCover", { pageId, cover: { kind: "gradient", name: "dawn" } }],
    ["pages.tag", { pageId, tagId }],
    ["pages.untag", { pageId, tagId }],
    ["pages.move", { pageId, parentId: folder }],
    ["pages.setLocked", { pageId, isLocked: true }],
    ["permissions.restrict", { pageId, isRestricted: true }],
    ["pages.trash", { pageId }],
    ["pages.restore", { pageId }],
  ] as const;
  for (const [name, input] of changes) {
    const before = await tagOf(pageId);
    const answer = await ask(name, input, { headers: { "if-match": `"other", ${before}` } });
    expect([name, answer.statusCode]).toEqual([name, 200]);
    expect([name, answer.headers["etag"]]).toEqual([name, await tagOf(pageId)]);
    tags.add(await tagOf(pageId));
  }
  // Only what was restored or untagged is as it was before it was trashed or tagged.
  expect(tags.size).toBe(changes.length - 1);
  await ask("permissions.restrict", { pageId, isRestricted: false });
  expect(await tagOf(pageId, eve)).toBe(await tagOf(pageId));
  const listed = Object.entries(catalogue).flatMap(([name, one]) => ("entityTag" in one ? [name] : []));
  expect(listed.toSorted()).toEqual([...changes.map(([name]) => name), "pages.delete", "pages.read"].toSorted());
});

it("a page that was changed since is not changed again, and who changed it is said", async () => {
  const pageId = await create("Contested");
  const etag = await tagOf(pageId);
  await ask("pages.rename", { pageId, title: "Eve's" }, { person: eve });
  for (const [name, input] of [
    ["pages.rename", { pageId, title: "Ada's" }],
    ["pages.setIcon", { pageId, icon: "🦆" }],
    ["pages.trash", { pageId }],
    ["permissions.restrict", { pageId, isRestricted: true }],
  ] as const) {
    const refused = await ask(name, input, { headers: { "if-match": etag } });
    expect(refused.statusCode).toBe(412);
    const { error } = Refusal.parse(refused.json());
    expect(error.code).toBe("conflict");
    expect(error.message).toContain("by Eve");
    expect(refused.headers["etag"]).toBeUndefined();
  }
  const page = await web.call("pages.read", { pageId }, ada);
  expect(page).toMatchObject({ title: "Eve's", icon: null, isTrashed: false, isRestricted: false });
});

it("of two changes on the same tag at once exactly one is made", async () => {
  for (let round = 0; round < 5; round += 1) {
    const pageId = await create(`Raced ${round}`);
    const headers = { "if-match": await tagOf(pageId) };
    const answers = await Promise.all([
      ask("pages.rename", { pageId, title: "Ada's" }, { headers }),
      ask("pages.rename", { pageId, title: "Eve's" }, { headers, person: eve }),
      ask("pages.move", { pageId, parentId: await create("Other") }, { headers }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412, 412]);
  }
});

it("* fits any page, a malformed condition is refused, and so is one where it could not be kept", async () => {
  const pageId = await create("Any");
  const rename = (ifMatch: string) =>
    ask("pages.rename", { pageId, title: "New" }, { headers: { "if-match": ifMatch } });
  expect((await rename("*")).statusCode).toBe(200);
  for (const malformed of ["bare", '"open', '""x', "", '"a",,"b"']) {
    expect([malformed, (await rename(malformed)).statusCode]).toEqual([malformed, 400]);
  }
  expect((await ask("drives.create", { name: "D" }, { headers: { "if-match": "*" } })).statusCode).toBe(400);
  const hidden = await web.call("pages.create", { driveId: ada.homeId, type: "folder", title: "" }, ada);
  const foreign = await ask(
    "pages.rename",
    { pageId: hidden.id, title: "" },
    { person: eve, headers: { "if-match": '"a"' } },
  );
  expect(foreign.statusCode).toBe(404);
});

it("who has read a page already is told that it is the same, and not where anything that is told has changed", async () => {
  const pageId = await create("Known");
  const tag = await web.call("tags.create", { driveId, name: "Before", color: "blue" }, ada);
  await web.call("pages.tag", { pageId, tagId: tag.id }, ada);
  const named = await readTag(pageId);
  await web.call("tags.update", { driveId, tagId: tag.id, name: "After" }, ada);
  expect((await ask("pages.read", { pageId }, { headers: { "if-none-match": named } })).statusCode).toBe(200);
  const whole = { headers: { "if-match": named } };
  expect((await ask("pages.setTemplate", { pageId, isTemplate: false }, whole)).statusCode).toBe(200);
  const etag = await readTag(pageId);
  const again = await ask("pages.read", { pageId }, { headers: { "if-none-match": `W/${etag}` } });
  expect([again.statusCode, again.body, again.headers["etag"]]).toEqual([304, "", etag]);
  await ask("pages.setIcon", { pageId, icon: "🦆" });
  expect((await ask("pages.read", { pageId }, { headers: { "if-none-match": etag } })).statusCode).toBe(200);
});
