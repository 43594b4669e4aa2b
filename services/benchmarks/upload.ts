import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import * as z from "zod";

/** Upload through web and processor against `cp` + `sync` + `sha256sum` of the same bytes: pairs taken in turn, median of their ratios. */

const { values } = parseArgs({
  options: { "size-mb": { type: "string", default: "256" }, pairs: { type: "string", default: "5" } },
});
const sizeBytes = Number(values["size-mb"]) * 1_000_000;
const pairs = Number(values.pairs);
const startTimeoutMs = 60_000;

const Drives = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });

interface Served {
  readonly origin: string;
  readonly cookie: string;
  readonly driveId: string;
}

async function startServe(dataDirectory: string): Promise<{ process: ChildProcess; readyUrl: string }> {
  const cli = path.join(import.meta.dirname, "../cli/main.ts");
  const serving = spawn(process.execPath, [cli, "serve", "--data-dir", dataDirectory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: serving.stdout, signal: AbortSignal.timeout(startTimeoutMs) });
  for await (const line of lines) {
    const readyUrl = /^PageSpace is ready: (\S+)$/.exec(line)?.[1];
    if (readyUrl) return { process: serving, readyUrl };
  }
  throw new Error("serve ended before it was ready.");
}

async function signIn(readyUrl: string): Promise<Served> {
  const { origin, searchParams } = new URL(readyUrl);
  const owner = { name: "Bench", email: "bench@example.org", password: "a password for benchmarks" };
  const made = await fetch(`${origin}/api/setup/owner`, {
    method: "POST",
    body: JSON.stringify({ code: searchParams.get("code"), ...owner }),
    headers: { "content-type": "application/json", origin },
  });
  if (!made.ok) throw new Error(await made.text());
  const cookie = made.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const drives = Drives.parse(await (await fetch(`${origin}/api/drives`, { headers: { cookie } })).json());
  return { origin, cookie, driveId: drives.items[0]?.id ?? "" };
}

async function writeSample(file: string): Promise<void> {
  await using handle = await open(file, "w");
  const chunk = Buffer.alloc(4_000_000);
  for (let written = 0; written < sizeBytes; written += chunk.length) {
    await handle.write(randomFillSync(chunk), 0, Math.min(chunk.length, sizeBytes - written));
  }
  await handle.sync();
}

async function uploadOnce({ origin, cookie, driveId }: Served, file: string): Promise<number> {
  const start = performance.now();
  const query = new URLSearchParams({ driveId, name: path.basename(file) });
  const request = httpRequest(`${origin}/api/files?${query}`, {
    method: "POST",
    headers: { cookie, origin, "content-type": "application/octet-stream", "content-length": String(sizeBytes) },
  });
  const answered = once(request, "response");
  await pipeline(createReadStream(file, { highWaterMark: 262_144 }), request);
  const [response] = await answered;
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(body);
  return performance.now() - start;
}

function copyOnce(file: string, target: string): number {
  const start = performance.now();
  execFileSync("cp", [file, target]);
  execFileSync("sync", [target]);
  execFileSync("sha256sum", [target]);
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function say(...cells: readonly (string | number)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(14)).join("")}\n`);
}

function speed(ms: number): string {
  return (sizeBytes / 1_000 / ms).toFixed(0);
}

const directory = await mkdtemp(path.join(tmpdir(), "pagespace-bench-"));
const { process: serving, readyUrl } = await startServe(path.join(directory, "data"));
try {
  const served = await signIn(readyUrl);
  say("MB", "upload MB/s", "cp+sync+sha", "ratio of time");
  const ratios: number[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const file = path.join(directory, `sample-${pair}.bin`);
    const target = path.join(directory, "copy.bin");
    await writeSample(file);
    const isUploadFirst = pair % 2 === 0;
    const before = isUploadFirst ? 0 : copyOnce(file, target);
    const uploadMs = await uploadOnce(served, file);
    const copyMs = isUploadFirst ? copyOnce(file, target) : before;
    await rm(file);
    // The first pair only warms up.
    if (pair === 0) continue;
    ratios.push(uploadMs / copyMs);
    say(sizeBytes / 1_000_000, speed(uploadMs), speed(copyMs), (uploadMs / copyMs).toFixed(2));
  }
  say("median", "", "", median(ratios).toFixed(2));
} finally {
  const ended = once(serving, "exit");
  serving.kill("SIGTERM");
  await ended;
  await rm(directory, { recursive: true, force: true });
}
