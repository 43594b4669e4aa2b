import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PageSummary } from "#services/contracts/shapes.ts";
import { events } from "#services/database/schema/pages.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { makeDocx } from "#services/tests/fixtures/make-docx.ts";
import { makePdf } from "#services/tests/fixtures/make-pdf.ts";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor | undefined;
let origin: string;
let ada: TestPerson;
let bob: TestPerson;
let driveId: string;

async function startProcessor(): Promise<void> {
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-files-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  await startProcessor();
  const peers = { read: () => ({ processorUrl: processor?.url }) };
  app = await createWebServer({ ...web.services, peers });
  origin = await app.listen({ host: "127.0.0.1", port: 0 });
  ada = await web.addPerson("Ada");
  bob = await web.addPerson("Bob");
  driveId = await web.addDrive(ada);
});
afterAll(async () => {
  await app.close();
  await processor?.[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

function headersOf(person: TestPerson): Record<string, string> {
  return { authorization: `Bearer ${person.token}`, "content-type": "application/octet-stream" };
}

function post(name: string, body: NonNullable<RequestInit["body"]>, person = ada): Promise<Response> {
  const query = new URLSearchParams({ driveId, name });
  return fetch(`${origin}/api/files?${query}`, { method: "POST", body, headers: headersOf(person) });
}

async function upload(name: string, body: NonNullable<RequestInit["body"]>): Promise<PageSummary> {
  const answer = await post(name, body);
  expect(answer.status).toBe(200);
  return PageSummary.parse(await answer.json());
}

function get(pageId: string, headers: Record<string, string> = {}, person = ada): Promise<Response> {
  return fetch(`${origin}/api/files/${pageId}`, { headers: { authorization: `Bearer ${person.token}`, ...headers } });
}

/** A download as it comes over the wire: fetch would unpack it unseen. */
async function getRaw(pageId: string, headers: Record<string, string>) {
  const request = httpRequest(`${origin}/api/files/${pageId}`, {
    headers: { authorization: `Bearer ${ada.token}`, ...headers },
  });
  request.end();
  const [response] = await once(request, "response");
  if (!(response instanceof IncomingMessage)) throw new Error("A response was awaited.");
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

function details(pageId: string) {
  return web.call("files.read", { pageId }, ada);
}

async function processed(pageId: string) {
  await expect
    .poll(async () => (await details(pageId)).text !== "pending" && (await details(pageId)).preview !== "pending", {
      timeout: 20_000,
    })
    .toBe(true);
  return details(pageId);
}

async function listStored(): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function search(query: string, person = ada): Promise<string[]> {
  const { items } = await web.call("search.query", { query }, person);
  return items.map((item) => item.pageId);
}

describe("an uploaded file", () => {
  it("becomes the last page of its parent, downloads byte for byte and is told to the drive", async () => {
    const bytes = randomBytes(5_000_000);
    const page = await upload("data.bin", bytes);
    expect(page).toMatchObject({ driveId, type: "file", title: "data.bin", parentId: null });
    const answer = await get(page.id);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="data.bin"');
    expect(await eventTypes(page.id)).toEqual(["page.created"]);
  });

  it("that is a PDF is found by its text, and its drive is told", async () => {
    const page = await upload("weir.pdf", makePdf(["The cormorant dries its wings"]));
    expect(await processed(page.id)).toMatchObject({ mediaType: "application/pdf", text: "ready", preview: "none" });
    expect(await search("cormorant wings")).toEqual([page.id]);
    expect(await eventTypes(page.id)).toEqual(["page.created", "file.processed"]);
  });

  it("that is a Word document is found by its text, in Chinese too", async () => {
    const page = await upload("报告.docx", makeDocx(["季度财务报告", "营业收入增长"]));
    await processed(page.id);
    expect(await search("营业收入")).toEqual([page.id]);
    expect(await search("报告")).toContain(page.id);
  });

  it("that is an image gets a preview that is shown in place", async () => {
    const page = await upload("grey.png", makePng({ width: 2_000, height: 1_000 }));
    expect(await processed(page.id)).toMatchObject({ preview: "ready", text: "none" });
    const answer = await fetch(`${origin}/api/files/${page.id}/preview`, { headers: headersOf(ada) });
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(Buffer.from(await answer.arrayBuffer()).toString("latin1")).toMatch(/^RIFF.{4}WEBP/s);
    expect((await get(page.id)).headers.get("content-disposition")).toBe('inline; filename="grey.png"');
  });

  it("with bytes that are stored already takes no second place and is found at once", async () => {
    const bytes = makePdf(["The kingfisher dives"]);
    const first = await upload("one.pdf", bytes);
    await processed(first.id);
    const before = await listStored();
    const second = await upload("two.pdf", bytes);
    expect(await listStored()).toEqual(before);
    expect((await search("kingfisher dives")).sort()).toEqual([first.id, second.id].sort());
  });

  it("that is damaged says why it could not be read, still downloads, and can be tried again", async () => {
    const bytes = `%PDF-1.7\n${randomBytes(20).toString("hex")}`;
    const page = await upload("broken.pdf", bytes);
    const reason = "The PDF is damaged and its text cannot be read.";
    expect(await processed(page.id)).toMatchObject({ text: "failed", textReason: reason, textContent: null });
    expect(await (await get(page.id)).text()).toBe(bytes);
    await web.call("files.reprocess", { pageId: page.id }, ada);
    expect(await processed(page.id)).toMatchObject({ text: "failed", textReason: reason });
  });

  it("keeps any name and offers it safely", async () => {
    const name = 'a "quoted"; naïve 名前\u202e%00.html';
    const page = await upload(name, "<script>alert(1)</script>");
    expect((await details(page.id)).name).toBe(name);
    const offered = (await get(page.id)).headers.get("content-disposition") ?? "";
    expect(offered).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''[A-Za-z0-9%._-]+$/);
    expect(decodeURIComponent(offered.split("''")[1] ?? "")).toBe(name);
  });
});

describe("a download", () => {
  it("of content that could hold programs is never shown in place", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const [name, bytes] of [
      ["x.png", svg],
      ["x.txt", "<!doctype html><script>alert(1)</script>"],
      ["x.jpg", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"],
    ] as const) {
      const { headers } = await get((await upload(name, bytes)).id);
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("sandbox");
    }
  });

  it("can be resumed, and is not sent again when it is known", async () => {
    const page = await upload("range.bin", Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]));
    const { contentHash } = await details(page.id);
    const part = await get(page.id, { range: "bytes=4-", "if-range": `"${contentHash}"` });
    expect([part.status, [...new Uint8Array(await part.arrayBuffer())]]).toEqual([206, [4, 5, 6, 7]]);
    const known = await get(page.id, { "if-none-match": `"${contentHash}"` });
    expect(known.status).toBe(304);
  });

  it("is sent as it is, with its length, also to a client that takes packed answers", async () => {
    const bytes = "the same line again and again\n".repeat(1_000);
    const page = await upload("lines.txt", bytes);
    const packed = { "accept-encoding": "gzip, br" };
    const whole = await getRaw(page.id, packed);
    expect(whole.headers).toMatchObject({ "content-length": String(bytes.length), "accept-ranges": "bytes" });
    expect(whole.headers["content-encoding"]).toBeUndefined();
    expect(whole.body.toString()).toBe(bytes);
    const part = await getRaw(page.id, { ...packed, range: "bytes=10-1999", "if-range": whole.headers.etag ?? "" });
    expect(part.status).toBe(206);
    expect(part.headers).toMatchObject({ "content-length": "1990", "content-range": `bytes 10-1999/${bytes.length}` });
    expect(part.headers["content-encoding"]).toBeUndefined();
    expect(part.body.toString()).toBe(bytes.slice(10, 2_000));
  });

  it("needs the right to view the page, also of someone who knows the bytes", async () => {
    const bytes = "known to both";
    const page = await upload("secret.txt", bytes);
    await web.call("drives.list", {}, bob);
    expect((await get(page.id, {}, bob)).status).toBe(404);
    expect((await fetch(`${origin}/api/files/${page.id}`)).status).toBe(401);
    expect((await post("mine.txt", bytes, bob)).status).toBe(404);
  });

  it("of damaged or missing bytes says so, and uploading them again repairs it", async () => {
    const bytes = randomBytes(1_000);
    const page = await upload("fragile.bin", bytes);
    const { contentHash } = await details(page.id);
    const stored = path.join(directory, contentHash.slice(0, 2), contentHash.slice(2, 4), contentHash);
    await writeFile(stored, "short");
    const damaged = await get(page.id);
    expect([damaged.status, await damaged.text()]).toEqual([503, expect.stringContaining("damaged")]);
    await rm(stored);
    expect((await get(page.id)).status).toBe(503);
    await upload("again.bin", bytes);
    expect((await get(page.id)).status).toBe(200);
  });
});

describe("trouble", () => {
  it("leaves nothing of an upload that is cut off", async () => {
    const before = await listStored();
    const query = new URLSearchParams({ driveId, name: "severed.bin" });
    const request = httpRequest(`${origin}/api/files?${query}`, {
      method: "POST",
      headers: { ...headersOf(ada), "content-length": "50000000" },
    });
    request.on("error", () => undefined);
    request.write(randomBytes(3_000_000));
    await expect.poll(async () => (await listStored()).length).toBe(before.length + 1);
    request.destroy();
    await expect.poll(listStored).toEqual(before);
    expect(await search("severed")).toEqual([]);
  });

  it("with the processor gone is said, and files wait for it to come back", async () => {
    const page = await upload("kill.pdf", makePdf(["The dipper bobs"]));
    await processor?.kill();
    processor = undefined;
    const refused = await post("later.txt", "x");
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain("cannot be reached");
    expect((await get(page.id)).status).toBe(503);
    await startProcessor();
    await processed(page.id);
    expect(await search("dipper")).toEqual([page.id]);
  });
});

async function eventTypes(pageId: string): Promise<string[]> {
  const rows = await web.db.select().from(events).where(eq(events.pageId, pageId)).orderBy(events.seq);
  return rows.map((row) => row.type);
}
