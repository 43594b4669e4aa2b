import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type ClientRequest, request as httpRequest, IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PageSummary } from "#services/contracts/shapes.ts";
import { driveMembers } from "#services/database/schema/drives.ts";
import { files, pages } from "#services/database/schema/pages.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const limits = { maxBytes: 8_000_000, silentMs: 2_000 };
let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let origin: string;
let ada: TestPerson;
let driveId: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-uploads-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  const peers = { read: () => ({ processorUrl: processor.url }) };
  app = await createWebServer({ ...web.services, peers, uploads: limits });
  origin = await app.listen({ host: "127.0.0.1", port: 0 });
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada);
});
afterAll(async () => {
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

interface UploadWishes {
  readonly headers?: Record<string, string>;
  readonly parentId?: string;
  readonly person?: TestPerson;
}

/** Begins an upload whose bytes are written by the test; without a length it is sent in chunks. */
function begin(name: string, { headers = {}, parentId, person = ada }: UploadWishes = {}): ClientRequest {
  const query = new URLSearchParams({ driveId, name, ...(parentId === undefined ? {} : { parentId }) });
  const request = httpRequest(`${origin}/api/files?${query}`, {
    method: "POST",
    // A client that says it will not use the connection again is the first to lose an answer.
    agent: false,
    headers: { authorization: `Bearer ${person.token}`, "content-type": "application/octet-stream", ...headers },
  });
  // Who awaits the answer learns of it; what is still being sent after that may fail.
  request.on("error", () => undefined);
  return request;
}

async function answerOf(upload: ClientRequest): Promise<{ status: number | undefined; body: string }> {
  const [response] = await once(upload, "response");
  if (!(response instanceof IncomingMessage)) throw new Error("A response was awaited.");
  expect(response.headers["x-content-type-options"]).toBe("nosniff");
  return { status: response.statusCode, body: await text(response) };
}

function send(name: string, bytes: Uint8Array, wishes?: UploadWishes) {
  const upload = begin(name, wishes);
  upload.end(bytes);
  return answerOf(upload);
}

async function listStored(): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function titled(title: string) {
  return web.db.select({ id: pages.id }).from(pages).where(eq(pages.title, title));
}

describe("an upload", () => {
  it("whose length is not told beforehand is stored whole", async () => {
    const upload = begin("chunked.bin");
    for (let part = 0; part < 20; part += 1) upload.write(randomBytes(100_000));
    upload.end();
    const { status, body } = await answerOf(upload);
    expect(status).toBe(200);
    const { id, file } = PageSummary.parse(JSON.parse(body));
    expect(file?.sizeBytes).toBe(2_000_000);
    const { sizeBytes, mediaType } = await web.call("files.read", { pageId: id }, ada);
    const { items } = await web.call("pages.list", { driveId }, ada);
    expect(items.find((page) => page.id === id)?.file).toEqual({ sizeBytes, mediaType });
    expect(file).toEqual({ sizeBytes, mediaType });
  });

  it("that claims to be packed is stored as it comes", async () => {
    const bytes = randomBytes(10_000);
    const { status, body } = await send("packed.gz", bytes, { headers: { "content-encoding": "gzip" } });
    expect(status).toBe(200);
    const { id } = PageSummary.parse(JSON.parse(body));
    expect((await web.call("files.read", { pageId: id }, ada)).sizeBytes).toBe(10_000);
  });

  it("that stands still is ended with a sentence and leaves nothing", async () => {
    const before = await listStored();
    const upload = begin("silent.bin", { headers: { "content-length": "5000000" } });
    const closed = once(upload, "close");
    upload.write(randomBytes(2_000_000));
    await expect.poll(async () => (await listStored()).length).toBe(before.length + 1);
    const { status, body } = await answerOf(upload);
    expect([status, body]).toEqual([400, expect.stringContaining("Nothing of the upload arrived for 2 seconds")]);
    await expect.poll(listStored).toEqual(before);
    expect(await titled("silent.bin")).toEqual([]);
    await closed;
  });

  it("that is slow but steady may take as long as it likes", async () => {
    const upload = begin("slow.bin");
    for (let part = 0; part < 6; part += 1) {
      upload.write(randomBytes(10_000));
      // The pace of the client is what is tested here.
      await new Promise((resolve) => setTimeout(resolve, limits.silentMs / 3));
    }
    upload.end();
    expect((await answerOf(upload)).status).toBe(200);
  });

  it("that is too large is refused with the limit, whether or not it tells its length, and leaves nothing", async () => {
    const before = await listStored();
    const sentence = expect.stringContaining("at most 8000000 bytes");
    for (let round = 0; round < 5; round += 1) {
      const told = await send("big.bin", randomBytes(20_000_000), { headers: { "content-length": "20000000" } });
      expect(told).toEqual({ status: 413, body: sentence });
      const upload = begin("big.bin");
      for (let part = 0; part < 20; part += 1) upload.write(randomBytes(1_000_000));
      upload.end();
      expect(await answerOf(upload)).toEqual({ status: 413, body: sentence });
    }
    await expect.poll(listStored).toEqual(before);
    expect(await titled("big.bin")).toEqual([]);
  });

  it("into a file or into the trash is refused before its bytes are stored", async () => {
    const file = PageSummary.parse(JSON.parse((await send("leaf.bin", randomBytes(10))).body));
    const folder = await web.call("pages.create", { driveId, type: "folder", title: "Gone" }, ada);
    await web.call("pages.trash", { pageId: folder.id }, ada);
    const before = await listStored();
    for (const parentId of [file.id, folder.id]) {
      expect((await send("orphan.bin", randomBytes(100_000), { parentId })).status).toBe(409);
    }
    expect(await listStored()).toEqual(before);
  });

  it("of someone who loses the right to it on the way makes no page", async () => {
    const bob = await web.addPerson("Bob");
    await web.addMember(driveId, bob, "editor");
    const before = await web.db.select().from(files);
    const upload = begin("lost.bin", { person: bob });
    upload.write(randomBytes(2_000_000));
    await expect.poll(async () => (await readdir(path.join(directory, "tmp"))).length).toBe(1);
    await web.db.delete(driveMembers).where(eq(driveMembers.userId, bob.actor.userId));
    upload.end(randomBytes(1_000));
    expect((await answerOf(upload)).status).toBe(404);
    expect(await titled("lost.bin")).toEqual([]);
    expect(await web.db.select().from(files)).toEqual(before);
  });
});

describe("an upload that is sent again", () => {
  it("with the same Idempotency-Key makes one page, also when both are under way at once", async () => {
    const bytes = randomBytes(50_000);
    const headers = { "idempotency-key": "once" };
    const [one, two] = await Promise.all([send("one.bin", bytes, { headers }), send("one.bin", bytes, { headers })]);
    const three = await send("one.bin", bytes, { headers });
    expect(one.status).toBe(200);
    expect([two, three]).toEqual([one, one]);
    expect(await titled("one.bin")).toHaveLength(1);
  });

  it("with the key of other bytes or another name is a conflict", async () => {
    const bytes = randomBytes(50_000);
    const headers = { "idempotency-key": "other" };
    expect((await send("first.bin", bytes, { headers })).status).toBe(200);
    expect((await send("first.bin", randomBytes(50_000), { headers })).status).toBe(409);
    expect((await send("second.bin", bytes, { headers })).status).toBe(409);
    expect(await titled("second.bin")).toEqual([]);
  });

  it("after it broke off under its key is taken", async () => {
    const headers = { "idempotency-key": "broken" };
    const broken = begin("broken.bin", { headers });
    broken.write(randomBytes(1_500_000));
    await expect.poll(async () => (await readdir(path.join(directory, "tmp"))).length).toBe(1);
    broken.destroy();
    expect((await send("broken.bin", randomBytes(1_000), { headers })).status).toBe(200);
    expect(await titled("broken.bin")).toHaveLength(1);
  });
});

it("an operation that cannot keep an Idempotency-Key's promise refuses it", async () => {
  const answer = await fetch(`${origin}/api/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": "x", origin },
    body: JSON.stringify({ email: "ada@example.org", password: "wrong" }),
  });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("takes no Idempotency-Key")]);
});
