import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { request as httpRequest, type Server } from "node:http";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoredBlob } from "#services/contracts/internal.ts";
import { createLogger } from "#services/platform/logger.ts";
import { signRequest } from "#services/platform/service-signature.ts";
import { openRelayChannel, type RelayChannel } from "#services/tests/processes/relay-channel.ts";
import { type ContentStore, openContentStore } from "./content-store.ts";
import { receiveUpload } from "./receive-upload.ts";
import { createProcessorServer } from "./server.ts";
import { createWorkerPool } from "./worker-pool.ts";

const secret = "a-secret-of-the-tests-that-is-long-enough";
let directory: string;
let store: ContentStore;
let server: Server;
let origin: string;
let channel: RelayChannel;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-store-"));
  store = await openContentStore(directory);
  const logger = createLogger({ name: "test", level: "silent" });
  channel = openRelayChannel();
  const workers = createWorkerPool({ channel });
  server = createProcessorServer({ store, workers, serviceSecret: secret, launchNonce: "n", logger });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  channel[Symbol.dispose]();
  await rm(directory, { recursive: true, force: true });
});

function upload(body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) {
  const signature = signRequest(secret, "web", { method: "POST", path: "/internal/blobs", body: "unsigned" });
  return fetch(`${origin}/internal/blobs`, { method: "POST", body, headers: { ...signature, ...headers } });
}

function download(contentHash: string, headers: Record<string, string> = {}) {
  const location = `/internal/blobs/${contentHash}`;
  const signature = signRequest(secret, "web", { method: "GET", path: location, body: "" });
  return fetch(`${origin}${location}`, { headers: { ...signature, ...headers } });
}

async function listStored(): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

describe("storing", () => {
  it("keeps the bytes under their SHA-256, readable by the owner only", async () => {
    const bytes = randomBytes(3_000_000);
    const answer = await upload(bytes);
    const stored = StoredBlob.parse(await answer.json());
    const contentHash = createHash("sha256").update(bytes).digest("hex");
    expect(stored).toEqual({ contentHash, sizeBytes: bytes.length, mediaType: "application/octet-stream" });
    const file = path.join(directory, contentHash.slice(0, 2), contentHash.slice(2, 4), contentHash);
    expect(await listStored()).toEqual([file]);
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("stores the same bytes once", async () => {
    await Promise.all([upload("same"), upload("same"), upload("same")]);
    await upload("same");
    expect(await listStored()).toHaveLength(1);
  });

  it("stores an empty file", async () => {
    const stored = StoredBlob.parse(await (await upload("")).json());
    expect(stored.sizeBytes).toBe(0);
    expect(await (await download(stored.contentHash)).text()).toBe("");
  });

  it("repairs a damaged file when it is uploaded again", async () => {
    const { contentHash } = StoredBlob.parse(await (await upload("precious")).json());
    await writeFile(store.pathOf(contentHash, "blob"), "prec");
    await upload("precious");
    expect(await (await download(contentHash)).text()).toBe("precious");
  });

  it("keeps nothing of an upload that breaks off", async () => {
    const signature = signRequest(secret, "web", { method: "POST", path: "/internal/blobs", body: "unsigned" });
    const request = httpRequest(`${origin}/internal/blobs`, {
      method: "POST",
      headers: { ...signature, "content-length": "10000000" },
    });
    request.on("error", () => undefined);
    request.write(randomBytes(2_000_000));
    await expect.poll(listStored).toHaveLength(1);
    request.destroy();
    await expect.poll(listStored).toEqual([]);
  });

  it("keeps nothing of a file that is too large", async () => {
    const body = Readable.from([Buffer.alloc(600), Buffer.alloc(600)]);
    await expect(receiveUpload(store, { body, maxBytes: 1_000 })).rejects.toMatchObject({ code: "payload-too-large" });
    expect(await listStored()).toEqual([]);
  });

  it("ends an upload that stands still, and keeps nothing of it", async () => {
    const body = new Readable({ read: () => undefined });
    body.push(Buffer.alloc(600));
    const receiving = receiveUpload(store, { body, silentMs: 50 });
    await expect(receiving).rejects.toMatchObject({ code: "invalid-input" });
    expect(await listStored()).toEqual([]);
  });

  it("tells a client that is still sending why it takes no more", async () => {
    const signed = { method: "POST", path: "/internal/blobs?maxBytes=1000000", body: "unsigned" } as const;
    for (let round = 0; round < 5; round += 1) {
      const headers = signRequest(secret, "web", signed);
      const request = httpRequest(`${origin}${signed.path}`, { method: "POST", headers, agent: false });
      // What is still being sent may fail once the answer is there.
      request.on("error", () => undefined);
      for (let part = 0; part < 20; part += 1) request.write(randomBytes(1_000_000));
      const [response] = await once(request, "response");
      expect(response.statusCode).toBe(413);
      request.end();
      response.resume();
      await once(response, "end");
    }
    expect(await listStored()).toEqual([]);
  });

  it("sweeps what dead uploads left behind and leaves running ones of others alone", async () => {
    const host = hostname().replaceAll(/[^A-Za-z0-9-]/g, "-");
    const own = store.temporaryPath();
    const ofEarlierSelf = path.join(directory, "tmp", `${host}.${process.pid}.00000000-0000-7000-8000-000000000000`);
    const ofDead = path.join(directory, "tmp", `${host}.999999999.x`);
    const ofLiving = path.join(directory, "tmp", `${host}.${process.ppid}.x`);
    const elsewhere = path.join(directory, "tmp", "another-host.7.x");
    for (const file of [own, ofEarlierSelf, ofDead, ofLiving, elsewhere]) await writeFile(file, "part");
    expect(await store.sweep()).toBe(2);
    expect((await listStored()).sort()).toEqual([own, ofLiving, elsewhere].sort());
  });

  it("finds the type by content, whatever it is called", async () => {
    const svg = '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const cases: [NonNullable<RequestInit["body"]>, string][] = [
      [svg, "image/svg+xml"],
      ["  <!DOCTYPE html><p>x", "text/html"],
      ["<script>alert(1)</script>", "text/html"],
      ["plain words, naïve 日本語", "text/plain"],
      [png, "image/png"],
      ["%PDF-1.7\n1 0 obj", "application/pdf"],
      [Buffer.from([0xff, 0xfe, 0x41, 0]), "text/plain"],
    ];
    for (const [bytes, expected] of cases) {
      const { mediaType } = StoredBlob.parse(await (await upload(bytes)).json());
      expect(mediaType).toBe(expected);
    }
  });
});

describe("serving", () => {
  it("answers the whole file, a range, its end, and refuses a range beyond it", async () => {
    const { contentHash } = StoredBlob.parse(await (await upload("0123456789")).json());
    const whole = await download(contentHash);
    expect([whole.status, await whole.text()]).toEqual([200, "0123456789"]);
    expect(whole.headers.get("etag")).toBe(`"${contentHash}"`);
    const middle = await download(contentHash, { range: "bytes=2-4" });
    expect([middle.status, await middle.text()]).toEqual([206, "234"]);
    expect(middle.headers.get("content-range")).toBe("bytes 2-4/10");
    const end = await download(contentHash, { range: "bytes=-3" });
    expect([end.status, await end.text()]).toEqual([206, "789"]);
    const beyond = await download(contentHash, { range: "bytes=10-" });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    const current = await download(contentHash, { "if-none-match": `"${contentHash}"` });
    expect(current.status).toBe(304);
  });

  it("says so when the bytes are missing", async () => {
    const answer = await download("0".repeat(64));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("uploading the same file again");
  });

  it("answers nobody without a signature, with a used one or with one for something else", async () => {
    expect((await fetch(`${origin}/internal/blobs/${"0".repeat(64)}`)).status).toBe(401);
    const headers = signRequest(secret, "web", { method: "GET", path: "/internal/blobs", body: "" });
    expect((await fetch(`${origin}/internal/blobs/${"0".repeat(64)}`, { headers })).status).toBe(401);
    const foreign = signRequest("another secret that is long enough to be one", "web", {
      method: "POST",
      path: "/internal/blobs",
      body: "unsigned",
    });
    expect((await upload("x", foreign)).status).toBe(401);
    expect(await listStored()).toEqual([]);
    const used = signRequest(secret, "web", { method: "POST", path: "/internal/blobs", body: "unsigned" });
    expect((await upload("x", used)).status).toBe(201);
    expect((await upload("y", used)).status).toBe(401);
  });

  it("leaves no way out of its folder", async () => {
    for (const location of ["/internal/blobs/..%2f..%2fetc%2fpasswd", "/internal/blobs/../../etc/passwd"]) {
      const headers = signRequest(secret, "web", { method: "GET", path: location, body: "" });
      const request = httpRequest(origin, { path: location, headers });
      request.end();
      const [response] = await once(request, "response");
      response.resume();
      expect(response.statusCode).toBe(404);
    }
  });

  it("answers health without a signature and repeats its launch's nonce", async () => {
    const answer = await fetch(`${origin}/health`, { headers: { "x-pagespace-launch": "n" } });
    expect([answer.status, answer.headers.get("x-pagespace-launch")]).toEqual([200, "n"]);
    expect(await answer.json()).toEqual({ status: "ok" });
  });
});
