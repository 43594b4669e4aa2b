import { mkdtemp, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "#services/contracts/catalogue.ts";
import type { Operation } from "#services/contracts/operation.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, fieldsFitting, requestFor, testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const operations: readonly (readonly [string, Operation])[] = Object.entries(catalogue);
let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let ada: TestPerson;
let fitting: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-odd-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  app = await createWebServer({ ...web.services, peers: { read: () => ({ processorUrl: processor.url }) } });
  await app.listen({ host: "127.0.0.1", port: 0 });
  ada = await web.addPerson("Ada");
  const driveId = await web.addDrive(ada);
  const member = await web.addPerson("Ben");
  await web.addMember(driveId, member, "editor");
  const page = await web.call("pages.create", { driveId, type: "document", title: "Page" }, ada);
  const parent = await web.call("pages.create", { driveId, type: "document", title: "Parent" }, ada);
  const { url } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
  const code = new URL(url).hash.replace("#code=", "");
  fitting = {
    driveId,
    pageId: page.id,
    parentId: parent.id,
    sessionId: createId(),
    tokenId: createId(),
    scope: "read",
    type: "document",
    title: "x",
    icon: "🦆",
    isTemplate: true,
    isFullWidth: true,
    isLocked: false,
    cover: null,
    name: "x",
    role: "viewer",
    level: "view",
    isRestricted: false,
    permissionId: createId(),
    linkId: createId(),
    inviteId: createId(),
    userId: member.actor.userId,
    markdown: "x",
    query: "x",
    email: "someone@example.org",
    password: "a long password",
    newPassword: "another long password",
    code,
    streams: [{ id: driveId, cursor: null }],
  };
});
afterAll(async () => {
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const someId = "01a20000-0000-7000-8000-000000000000";
function asCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

const odd = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\ufffe\uffff",
  "\u202e\u200d\u0301",
  "\ufdf2".repeat(500),
  "\u{1F468}\u200d\u{1F469}".repeat(60),
  "'; DROP TABLE pages; --",
  "\\",
  "%",
  "%00",
  "../../etc/passwd",
  "{{7*7}}<script>",
  "null",
  "NaN",
  "-1",
  "1e308",
  "99999999999999999999",
  "\ud83d\ude00@example.org",
  "x".repeat(5_000),
  someId,
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "00000000-0000-0000-0000-000000000000",
  "urn:uuid:01a20000-0000-7000-8000-000000000000",
  asCursor(["\u0000", someId]),
  asCursor(["a\u0000", someId]),
  asCursor(["\ud800", someId]),
  asCursor(["a0", "not an id"]),
  asCursor(["999999999999999", someId]),
  asCursor(["0", someId]),
  asCursor(["typed", 2_000]),
  asCursor(["typed", 1e300]),
  asCursor(["misspelled", 1]),
  asCursor([["a0"], someId]),
  asCursor({ length: 2 }),
];

/** Every field a caller can fill in, also one they need not. */
function fieldsOf(operation: Operation): string[] {
  const Schema = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });
  return Object.keys(Schema.parse(z.toJSONSchema(operation.input, { io: "input" })).properties);
}

async function expectNoFailure(request: InjectOptions, what: string): Promise<void> {
  const answer = await app.inject(request);
  expect(answer.statusCode, `${what}: ${answer.body}`).toBeLessThan(500);
}

describe("odd input", () => {
  it("is tried on every operation that takes any", () => {
    const fields = operations.flatMap(([, operation]) => fieldsOf(operation));
    expect(fields.filter((field) => field === "cursor").length).toBeGreaterThanOrEqual(2);
    expect(fields.length).toBeGreaterThan(40);
  });

  it.each(operations)(
    "of any kind is refused by %s or taken, and never a failure of the server",
    async (name, given) => {
      const fields = fieldsOf(given);
      for (const field of fields) {
        for (const value of [...odd, [], {}, 7, null, true]) {
          const input = Object.entries(fieldsFitting(name, fitting)).filter(([each]) => fields.includes(each));
          const request = requestFor(given, { ...Object.fromEntries(input), [field]: value });
          await expectNoFailure(asPerson(ada, request), `${field} ${JSON.stringify(value)}`);
        }
      }
    },
  );

  it("in the streams and cursors of events.list is no failure of the server either", async () => {
    for (const value of odd) {
      for (const stream of [
        { id: fitting["driveId"], cursor: value },
        { id: value, cursor: null },
      ]) {
        await expectNoFailure(asPerson(ada, requestFor(catalogue["events.list"], { streams: [stream] })), value);
      }
    }
  });

  it.each([
    "//",
    "///",
    "//[",
    "/\\",
    "/%",
    "/%00",
    "/%ff",
    "/assets/%00",
    "/assets/..%2f..%2fpackage.json",
    "/api/%",
    "/api/pages/%00",
    "/api/pages/%ff",
    `/api/pages/${"x".repeat(600)}`,
    "/api/pages?driveId=%",
    "/api/pages?driveId=%00&driveId=x",
    "/%61pi/nothing",
    "/socket.io",
    "/?%",
    "*",
  ])("in the address is no failure of the server: %s", async (url) => {
    const { address, port } = z.object({ address: z.string(), port: z.number() }).parse(app.server.address());
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const request = { host: address, port, path: url, headers: { host: testHost }, agent: false };
    get(request, (answer) => resolve(answer.resume().statusCode)).once("error", reject);
    expect(await promise).toBeLessThan(500);
  });

  it.each(["\u00ff", "Bearer", "Bearer \u00ff\u00fe", `Bearer ${"x".repeat(5_000)}`, "Basic YTpi"])(
    "in the token is no failure of the server: %s",
    async (authorization) => {
      await expectNoFailure({ method: "GET", url: "/api/drives", headers: { host: testHost, authorization } }, "token");
    },
  );
});
