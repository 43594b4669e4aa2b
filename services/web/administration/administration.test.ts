import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogue, type OperationInput } from "#services/contracts/catalogue.ts";
import { files, pageFiles } from "#services/database/schema/pages.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { registry } from "#services/web/operations/registry.ts";
import { startTestWeb, type TestPerson, type TestWeb, testFacts } from "#services/web/testing/test-web.ts";
import { parseLogLine } from "./parse-log-line.ts";

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let eve: TestPerson;
let driveId: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-logs-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  eve = await web.addPerson("Eve");
  driveId = await web.addDrive(ada);
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

async function addFile(drive: string, owner: TestPerson, file: { title: string; sizeBytes: number }): Promise<string> {
  const page = await web.call("pages.create", { driveId: drive, type: "folder", title: file.title }, owner);
  const contentHash = file.title.charCodeAt(0).toString(16).padStart(64, "0");
  const { sizeBytes } = file;
  await web.db.insert(files).values({ contentHash, sizeBytes, mediaType: "text/plain", preview: "none", text: "none" });
  await web.db.insert(pageFiles).values({ pageId: page.id, contentHash, name: file.title });
  return page.id;
}

it("the owner reads what is stored, what the trash holds, and names only of what they may see", async () => {
  const own = await addFile(driveId, ada, { title: "A report", sizeBytes: 3_000 });
  await addFile(eve.homeId, eve, { title: "Diary of Eve", sizeBytes: 9_000 });
  await web.call("pages.trash", { pageId: own }, ada);
  const storage = await web.call("administration.readStorage", {}, ada);
  expect(storage.files).toEqual({ count: 2, bytes: 12_000 });
  expect(storage.trash).toEqual({ pages: 1, drives: 0, fileBytes: 3_000 });
  expect(storage.databaseBytes).toBeGreaterThan(1_000_000);
  expect(storage.largestFiles).toEqual([
    { pageId: null, title: null, bytes: 9_000 },
    { pageId: own, title: "A report", bytes: 3_000 },
  ]);
  expect(storage.largestDrives.slice(0, 2)).toMatchObject([
    { id: eve.homeId, name: null, owner: { name: "Eve" }, fileBytes: 9_000 },
    { id: driveId, name: "Shared", owner: { name: "Ada" }, fileBytes: 3_000 },
  ]);
  // Web of this test keeps its files nowhere.
  expect(storage.disk).toBeNull();
});

it("the owner reads which services answer, and what waits", async () => {
  const health = await web.call("administration.readHealth", {}, ada);
  expect(health.services.map(({ name, isReachable }) => [name, isReachable])).toEqual([
    ["web", true],
    ["realtime", false],
    ["processor", false],
    ["postgres", true],
  ]);
  expect(health.services[3]?.upSince).not.toBeNull();
  expect(health.queue).toEqual({ waiting: 0, running: 0, failed: 0 });
  await web.db.transaction((tx) => web.services.jobs.enqueueFileProcessing(tx, "a".repeat(64)));
  expect((await web.call("administration.readHealth", {}, ada)).queue.waiting).toBe(1);
  expect(health.hasRedis).toBe(false);
});

it("the owner reads which statements take longest, without values, where the database counts that", async () => {
  const driveId = await web.addDrive(ada);
  await web.call("pages.create", { driveId, type: "folder", title: "Plover" }, ada);
  const { slowStatements } = await web.call("administration.readHealth", {}, ada);
  expect(slowStatements?.length).toBeGreaterThan(3);
  const texts = slowStatements?.map(({ statement }) => statement).join("\n");
  expect(texts).toContain("$1");
  expect(texts).not.toContain("Plover");
  await web.db.execute(sql`DROP EXTENSION pg_stat_statements`);
  expect((await web.call("administration.readHealth", {}, ada)).slowStatements).toBeNull();
  await web.db.execute(sql`CREATE EXTENSION pg_stat_statements`);
});

it("the owner reads the versions", async () => {
  const versions = await web.call("administration.readVersions", {}, ada);
  expect(versions.node).toBe(process.versions.node);
  expect(versions.postgres).toMatch(/^\d+\.\d+/);
  expect(versions.migration).toMatch(/^\d{14}_/);
});

it("nobody but the owner reads any of it", async () => {
  for (const name of ["readStorage", "readHealth", "readVersions", "readLogs"] as const) {
    await expect(web.call(`administration.${name}`, {}, eve)).rejects.toMatchObject({ code: "forbidden" });
  }
});

async function read(input: OperationInput<"administration.readLogs">) {
  const services = { ...web.services, config: { ...web.services.config, logDirectory: directory } };
  const output = await registry["administration.readLogs"].invoke(services, {
    ...{ rawInput: input, actor: ada.actor, request: testFacts, body: Readable.from([]), idempotencyKey: undefined },
    response: { setSession: () => undefined, clearSession: () => undefined, setEntityTag: () => undefined },
  });
  return catalogue["administration.readLogs"].output.parse(output);
}

it("the last lines of a log are read, of the levels that are asked for, without secrets", async () => {
  const { service } = web.services.config.secrets;
  const line = (level: number, msg: string) =>
    `${JSON.stringify({ level, time: 1_700_000_000_000, name: "web", msg })}\n`;
  const file = path.join(directory, "web.log");
  await writeFile(file, `${"x".repeat(3_000_000)}\n`);
  for (let count = 0; count < 300; count += 1) await appendFile(file, line(30, `line ${count}`));
  await appendFile(file, line(50, `refused ${service} of ps_sess_abcdef`));
  const { isKept, lines } = await read({ limit: 2 });
  expect(isKept).toBe(true);
  expect(lines).toEqual([
    { at: "2023-11-14T22:13:20.000Z", level: "info", text: "line 299" },
    { at: "2023-11-14T22:13:20.000Z", level: "error", text: "refused [redacted] of ps_sess_[redacted]" },
  ]);
  expect((await read({ leastLevel: "error" })).lines).toHaveLength(1);
  expect((await read({ limit: 1_000 })).lines).toHaveLength(301);
  expect(await read({ program: "processor" })).toEqual({ isKept: true, lines: [] });
});

it("where nobody keeps the lines, that is said", async () => {
  expect(await web.call("administration.readLogs", {}, ada)).toEqual({ isKept: false, lines: [] });
});

it("lines of PostgreSQL have a level too", () => {
  expect(parseLogLine("2026-01-01 UTC [1] ERROR:  no such table").level).toBe("error");
  expect(parseLogLine("2026-01-01 UTC [1] WARNING:  slow").level).toBe("warn");
  expect(parseLogLine("2026-01-01 UTC [1] LOG:  ready")).toEqual({
    at: null,
    level: "info",
    text: "2026-01-01 UTC [1] LOG:  ready",
  });
});
