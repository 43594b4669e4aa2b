import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { PageSummary } from "#services/contracts/shapes.ts";
import { mountSmallDisk, type SmallDisk } from "#services/supervisor/testing/small-disk.ts";
import { makeProse } from "./fixtures/make-prose.ts";
import { type Person, setUpOwner } from "./stack/person.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

const patience = { timeout: 60_000, interval: 50 };
const reason = "This user may not mount a small disk to fill.";

let uploads: string;
let disk: SmallDisk | undefined;
let stack: Stack;
let ada: Person;
let driveId: string;

beforeAll(async () => {
  uploads = makeDataDirectory();
  disk = mountSmallDisk(uploads, "8m");
  if (disk === undefined) return;
  stack = await startStack({ environment: { UPLOAD_DIR: uploads } });
  ada = await setUpOwner(stack);
  driveId = (await ada.client.call("drives.create", { name: "Files" })).id;
});
afterAll(async () => {
  if (disk !== undefined) {
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
    disk[Symbol.dispose]();
  }
  removeDataDirectory(uploads);
});

function send(name: string, body: Buffer): Promise<Response> {
  const query = new URLSearchParams({ driveId, name });
  const headers = { cookie: ada.cookie(), origin: stack.origin, "content-type": "application/octet-stream" };
  return fetch(`${stack.origin}/api/files?${query}`, { method: "POST", headers, body: new Uint8Array(body) });
}

async function upload(name: string, body: Buffer): Promise<PageSummary> {
  const answer = await send(name, body);
  expect(answer.status).toBe(200);
  return PageSummary.parse(await answer.json());
}

async function listStored(): Promise<string[]> {
  const found = await readdir(uploads, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function textOf(pageId: string) {
  const details = await vi.waitUntil(async () => {
    const read = await ada.client.call("files.read", { pageId });
    return read.text === "pending" ? undefined : read;
  }, patience);
  return { text: details.text, textReason: details.textReason };
}

it("a full disk refuses an upload with a sentence, harms no file, and takes it once there is room", async ({
  skip,
}) => {
  skip(disk === undefined, reason);
  const large = randomBytes(12_000_000);
  const refused = await send("large.bin", large);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({
    error: { code: "unavailable", message: expect.stringContaining("disk is full") },
  });
  expect(await listStored()).toEqual([]);
  const { items } = await ada.client.call("pages.list", { driveId });
  expect(items).toEqual([]);

  const prose = Buffer.from(makeProse(1_000_000).slice(0, 4_500_000));
  const page = await upload("prose.txt", prose);
  expect(await textOf(page.id)).toEqual({
    text: "failed",
    textReason: "The server's disk is full, so this file could not be read; free some space and try again.",
  });

  disk?.resize("64m");
  await upload("large.bin", large);
  await ada.client.call("files.reprocess", { pageId: page.id });
  expect(await textOf(page.id)).toEqual({ text: "ready", textReason: null });
});
