import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "#services/contracts/catalogue.ts";
import { isReadOnly, type Operation } from "#services/contracts/operation.ts";
import { PageSummary } from "#services/contracts/shapes.ts";
import { projectDocument } from "#services/documents/store/project-document.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { allTold } from "#services/web/testing/all-told.ts";
import { createInputs, type Input } from "#services/web/testing/fitting-inputs.ts";
import { asPerson, requestFor, testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let ada: TestPerson;
let driveId: string;
/** A page everybody here may see, which names the secret one, and a picture below it. */
let openId: string;
/** The page nobody but Ada may see, with words and a file of its own. */
let secretId: string;
let secretFileId: string;
let inputs: ReturnType<typeof createInputs>;
/** Who asks, by the token they send; empty: nobody in particular. */
const tokens = { member: "", guest: "", tokenOfMember: "", tokenOfOtherDrive: "", signedOut: "" };

const operations: readonly (readonly [string, Operation])[] = Object.entries(catalogue);
const reading = operations.filter(([, operation]) => isReadOnly(operation) || operation.filtered === true);
/** What stands in the title, words, mentions and files of the secret page and nowhere else. */
const secretWords = ["plover", "turnstone", "whimbrel"];

async function upload(parentId: string, name: string): Promise<string> {
  const request = requestFor(catalogue["files.upload"], { driveId, parentId, name });
  const answer = await app.inject(asPerson(ada, { ...request, payload: makePng({ width: 8, height: 8 }) }));
  return PageSummary.parse(answer.json()).id;
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-secret-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  app = await createWebServer({ ...web.services, peers: { read: () => ({ processorUrl: processor.url }) } });
  ada = await web.addPerson("Ada");
  const member = await web.addPerson("Mia");
  const guest = await web.addPerson("Gus");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, member, "editor");
  const create = async (title: string, parentId: string | null) =>
    (await web.call("pages.create", { driveId, type: "document", title, parentId }, ada)).id;
  openId = await create("Heron", null);
  secretId = await create("Plover", openId);
  await web.call("permissions.restrict", { pageId: secretId, isRestricted: true }, ada);
  await web.call("permissions.grant", { pageId: openId, userId: guest.actor.userId, level: "view" }, ada);
  await web.call("pages.setTemplate", { pageId: secretId, isTemplate: true }, ada);
  await web.call("favorites.add", { pageId: secretId }, ada);
  const link = (id: string, words: string) => `[${words}](/p/${id})`;
  await web.call("documents.replace", { pageId: openId, markdown: `See ${link(secretId, "it")}.\n` }, ada);
  await web.call("documents.replace", { pageId: secretId, markdown: `Turnstone, ${link(openId, "there")}.\n` }, ada);
  for (const pageId of [openId, secretId]) await projectDocument(web.db, { pageId });
  secretFileId = await upload(secretId, "whimbrel.png");
  inputs = createInputs({ web, ada, driveId, documentId: openId, pictureId: await upload(openId, "heron.png") });
  const make = async (person: TestPerson, driveIds: string[] | null) =>
    (await web.call("tokens.create", { name: "A program", scope: "read", driveIds }, person)).token;
  tokens.member = member.token;
  tokens.guest = guest.token;
  tokens.tokenOfMember = await make(member, null);
  tokens.tokenOfOtherDrive = await make(ada, [await web.addDrive(ada, "Another")]);
});
afterAll(async () => {
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

/** The input turned to the secret page: every page it names becomes that page or its file. */
function aimAtSecret(name: string, input: Input): Input {
  const id = name.startsWith("files.") ? secretFileId : secretId;
  const aim = ([field, value]: [string, unknown]): [string, unknown] => {
    if (field === "pageId" || field === "parentId") return [field, id];
    if (field === "pageIds" || field === "parentIds") return [field, [secretId]];
    return [field, field === "query" ? "plover turnstone whimbrel" : value];
  };
  return Object.fromEntries(Object.entries(input).map(aim));
}

/** What is answered to who sends the token, for the input as it is and as aimed at the secret page. */
async function tell(token: string, name: string, operation: Operation): Promise<string> {
  const input = await inputs[nameOf(name)]();
  const told: string[] = [];
  for (const fields of [input, aimAtSecret(name, input), { ...input, query: "plover", parentId: openId }]) {
    const request = requestFor(operation, fields);
    const answer = await app.inject(token === "" ? request : asPerson({ ...ada, token }, request));
    expect(answer.statusCode, `${name}: ${answer.body}`).toBeLessThan(500);
    told.push(allTold(`${JSON.stringify(answer.headers)}\n${answer.body}`));
  }
  return told.join("\n");
}

function nameOf(name: string): keyof typeof inputs {
  const found = Object.keys(catalogue).find((one): one is keyof typeof inputs => one === name);
  if (found === undefined) throw new Error(`There is no operation ${name}`);
  return found;
}

describe("the title, the words and the file of a page one may not see", () => {
  it("are told to who may see them, so that there is something to keep", async () => {
    const telling: string[] = [];
    for (const [name, operation] of reading) {
      const told = await tell(ada.token, name, operation);
      if (secretWords.some((word) => told.includes(word))) telling.push(name);
    }
    expect(telling).toEqual(
      expect.arrayContaining([
        "pages.read",
        "pages.list",
        "pages.listMany",
        "pages.listBacklinks",
        "pages.listTemplates",
        "documents.read",
        "documents.readMentions",
        "search.query",
        "activity.list",
        "favorites.list",
        "files.read",
      ]),
    );
  });

  it.each(reading)(
    "are told by %s to no member, guest or token without the right, nor to strangers",
    async (name, operation) => {
      for (const [who, token] of Object.entries(tokens)) {
        const told = await tell(token, name, operation);
        for (const word of secretWords) expect(told, `${name} as ${who}`).not.toContain(word);
      }
    },
  );

  it("are on no page that a share link leads to, nor behind its address", async () => {
    const { url } = await web.call("shareLinks.create", { pageId: openId, hasSubtree: true }, ada);
    const address = new URL(url).pathname;
    const seen = new Set<string>();
    const open = [address, `${address}/p/${secretId}`, `${address}/p/${secretFileId}`, `${address}/f/${secretFileId}`];
    for (let next = open.pop(); next !== undefined && seen.size < 50; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const answer = await app.inject({ url: next, headers: { host: testHost } });
      const told = allTold(answer.body);
      for (const word of [...secretWords, secretFileId]) expect(told.replaceAll(next, ""), next).not.toContain(word);
      for (const [, href = ""] of answer.body.matchAll(/(?:href|src)="([^"#]+)"/g)) {
        if (href.startsWith(address)) open.push(href);
      }
    }
    expect(seen.size).toBeGreaterThan(4);
    // The link's secret is no token: it signs in nowhere.
    const asked = requestFor(catalogue["pages.read"], { pageId: openId });
    const answer = await app.inject(asPerson({ ...ada, token: address.replace("/s/", "") }, asked));
    expect(answer.statusCode).toBe(401);
  });
});
