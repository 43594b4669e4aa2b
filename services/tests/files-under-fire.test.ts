import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { type ClientRequest, request as httpRequest, IncomingMessage } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { PageSummary } from "#services/contracts/shapes.ts";
import { makeEndlessHtml } from "./fixtures/make-endless-html.ts";
import { makePdfBomb } from "./fixtures/make-pdf-bomb.ts";
import { makeProse } from "./fixtures/make-prose.ts";
import { makeTypesetPdf } from "./fixtures/make-typeset-pdf.ts";
import { makeWordReport } from "./fixtures/make-word-report.ts";
import { type Person, setUpOwner } from "./stack/person.ts";
import { removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

/** How soon text is found after its extraction is done. */
const findableMs = 3_000;
const patience = { timeout: 60_000, interval: 20 };

let stack: Stack;
let ada: Person;
let driveId: string;

beforeAll(async () => {
  stack = await startStack();
  ada = await setUpOwner(stack);
  driveId = (await ada.client.call("drives.create", { name: "Files" })).id;
});
afterAll(async () => {
  await stack.stop();
  removeDataDirectory(stack.dataDirectory);
});

function begin(name: string, headers: Record<string, string> = {}): ClientRequest {
  const query = new URLSearchParams({ driveId, name });
  const request = httpRequest(`${stack.origin}/api/files?${query}`, {
    method: "POST",
    agent: false,
    headers: { cookie: ada.cookie(), origin: stack.origin, "content-type": "application/octet-stream", ...headers },
  });
  // Who awaits the answer learns of it; what is still being sent after that may fail.
  request.on("error", () => undefined);
  return request;
}

async function answerOf(upload: ClientRequest): Promise<{ readonly status: number; readonly body: string }> {
  const [response] = await once(upload, "response");
  if (!(response instanceof IncomingMessage)) throw new Error("A response was awaited.");
  return { status: response.statusCode ?? 0, body: await text(response) };
}

async function upload(name: string, bytes: Uint8Array): Promise<PageSummary> {
  const request = begin(name);
  request.end(bytes);
  const { status, body } = await answerOf(request);
  expect(status, body).toBe(200);
  return PageSummary.parse(JSON.parse(body));
}

/** Uploads again until the file service is back. */
function uploadInTheEnd(name: string, bytes: Uint8Array): Promise<PageSummary> {
  return vi.waitFor(() => upload(name, bytes), patience);
}

function storePath(...parts: string[]): string {
  return path.join(stack.dataDirectory, "files", ...parts);
}

/** Every file of the store apart from unfinished ones. */
async function listStored(): Promise<string[]> {
  const found = await readdir(storePath(), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && path.basename(entry.parentPath) !== "tmp")
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function listUnfinished(): Promise<string[]> {
  return readdir(storePath("tmp"));
}

function details(pageId: string) {
  return ada.client.call("files.read", { pageId });
}

async function hasText(pageId: string): Promise<boolean> {
  return (await details(pageId)).text !== "pending";
}

async function find(query: string): Promise<string[]> {
  const { items } = await ada.client.call("search.query", { query, driveId });
  return items.map((item) => item.pageId);
}

it("the text of a typeset PDF and of a Word report is found within three seconds of its extraction", async () => {
  const prose = makeProse(2_000);
  const pdf = await upload("survey.pdf", makeTypesetPdf(`${prose} Fjällräven kittiwake ${prose}`));
  const docx = await upload("report.docx", makeWordReport(["Annual report", prose, `${prose} 潮位 sandpiper`, prose]));
  for (const [pageId, query] of [
    [pdf.id, "fjallraven kittiwake"],
    [docx.id, "潮位 sandpiper"],
  ] as const) {
    await vi.waitUntil(() => hasText(pageId), patience);
    const readyAt = performance.now();
    expect(await details(pageId)).toMatchObject({ text: "ready" });
    await vi.waitUntil(async () => (await find(query)).includes(pageId), { timeout: findableMs, interval: 20 });
    expect(performance.now() - readyAt).toBeLessThan(findableMs);
  }
  expect((await details(pdf.id)).textContent).toContain("measure");
});

it("an upload during which the file service is killed fails, leaves nothing, and works when sent again", async () => {
  const total = 12_000_000;
  const pieceBytes = 250_000;
  for (let round = 0; round < 6; round += 1) {
    const name = `killed-${round}.bin`;
    const bytes = randomBytes(total);
    const contentHash = createHash("sha256").update(bytes).digest("hex");
    const killAfter = pieceBytes * (1 + Math.floor(Math.random() * (total / pieceBytes - 1)));
    const pid = await vi.waitUntil(() => stack.pidOf("processor"), patience);
    await vi.waitUntil(async () => (await listUnfinished()).length === 0, patience);
    const request = begin(name, { "content-length": String(total) });
    const outcome = answerOf(request).catch(() => "broken off" as const);
    for (let sent = 0; sent < total; sent += pieceBytes) {
      const piece = bytes.subarray(sent, sent + pieceBytes);
      await Promise.race([new Promise((resolve) => request.write(piece, resolve)), outcome]);
      if (sent === killAfter) process.kill(pid, "SIGKILL");
    }
    request.end();
    const answer = await outcome;
    if (answer !== "broken off")
      expect([503, answer.body]).toEqual([answer.status, expect.stringContaining("nothing was changed")]);
    const { items } = await ada.client.call("pages.list", { driveId });
    expect(items.map((item) => item.title)).not.toContain(name);
    expect((await listStored()).map((file) => path.basename(file))).not.toContain(contentHash);

    const page = await uploadInTheEnd(name, bytes);
    expect((await details(page.id)).contentHash).toBe(contentHash);
    expect(await listUnfinished()).toEqual([]);
  }
  for (const file of await listStored()) {
    if (file.endsWith(".webp")) continue;
    expect(
      createHash("sha256")
        .update(await readFile(file))
        .digest("hex"),
    ).toBe(path.basename(file));
  }
});

it("a small PDF that unpacks to gigabytes is given up with a reason while everything else goes on", async () => {
  const pids = (["web", "realtime", "processor", "postgres"] as const).map((name) => stack.pidOf(name));
  const bomb = await upload("bomb.pdf", makePdfBomb(4_000_000_000));
  const honest = await upload("honest.txt", Buffer.from("an honest oystercatcher"));
  await vi.waitUntil(() => hasText(honest.id), patience);
  expect(await find("oystercatcher")).toEqual([honest.id]);
  await vi.waitUntil(() => hasText(bomb.id), { timeout: 150_000, interval: 200 });
  const textReason = expect.stringContaining("it may have needed too much memory");
  expect(await details(bomb.id)).toMatchObject({ text: "failed", textReason });
  const answer = await fetch(`${stack.origin}/api/files/${bomb.id}`, { headers: { cookie: ada.cookie() } });
  expect((await answer.arrayBuffer()).byteLength).toBe((await details(bomb.id)).sizeBytes);
  expect((["web", "realtime", "processor", "postgres"] as const).map((name) => stack.pidOf(name))).toEqual(pids);
});

it("a worker that is stuck in a file ends with its supervisor, however that ends", async () => {
  await upload("endless.html", makeEndlessHtml());
  const worker = await vi.waitUntil(() => stack.pidOf("extract-worker"), patience);
  await vi.waitUntil(async () => isBusy(worker), patience);
  await stack.kill();
  await vi.waitUntil(async () => !(await exists(worker)), { timeout: 10_000, interval: 20 });
  // The next start takes over the database that the killed one left running.
  stack = await startStack({ dataDirectory: stack.dataDirectory });
});

async function readState(pid: number): Promise<readonly string[] | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

async function exists(pid: number): Promise<boolean> {
  const state = await readState(pid);
  return state !== undefined && state[0] !== "Z";
}

/** Whether a process has worked for so long that it is inside the file and no longer starting; in ticks of 10 ms. */
async function isBusy(pid: number): Promise<boolean> {
  return Number((await readState(pid))?.[11] ?? 0) > 200;
}
