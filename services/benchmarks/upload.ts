import { execFileSync } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { type Person, setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";
import { median, printRow } from "./table.ts";

/** Upload through web and processor against `cp` + `sync` + `sha256sum` of the same bytes: pairs taken in turn, median of their ratios. */

const { values } = parseArgs({
  options: { "size-mb": { type: "string", default: "256" }, pairs: { type: "string", default: "5" } },
});
const sizeBytes = Number(values["size-mb"]) * 1_000_000;
const pairs = Number(values.pairs);

async function writeSample(file: string): Promise<void> {
  await using handle = await open(file, "w");
  const chunk = Buffer.alloc(4_000_000);
  for (let written = 0; written < sizeBytes; written += chunk.length) {
    await handle.write(randomFillSync(chunk), 0, Math.min(chunk.length, sizeBytes - written));
  }
  await handle.sync();
}

async function uploadOnce(person: Person, driveId: string, file: string): Promise<number> {
  const start = performance.now();
  const request = httpRequest(person.client.address("files.upload", { driveId, name: path.basename(file) }), {
    method: "POST",
    headers: {
      cookie: person.cookie(),
      origin: person.origin,
      "content-type": "application/octet-stream",
      "content-length": String(sizeBytes),
    },
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

function speed(ms: number): string {
  return (sizeBytes / 1_000 / ms).toFixed(0);
}

const directory = await mkdtemp(path.join(tmpdir(), "pagespace-bench-"));
const stack = await startStack();
try {
  const ada = await setUpOwner(stack);
  const { items } = await ada.client.call("drives.list", {});
  const driveId = items[0]?.id ?? "";
  printRow("MB", "upload MB/s", "cp+sync+sha", "ratio of time");
  const ratios: number[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const file = path.join(directory, `sample-${pair}.bin`);
    const target = path.join(directory, "copy.bin");
    await writeSample(file);
    const isUploadFirst = pair % 2 === 0;
    const before = isUploadFirst ? 0 : copyOnce(file, target);
    const uploadMs = await uploadOnce(ada, driveId, file);
    const copyMs = isUploadFirst ? copyOnce(file, target) : before;
    await rm(file);
    // The first pair only warms up.
    if (pair === 0) continue;
    ratios.push(uploadMs / copyMs);
    printRow(sizeBytes / 1_000_000, speed(uploadMs), speed(copyMs), (uploadMs / copyMs).toFixed(2));
  }
  printRow("median", "", "", median(ratios).toFixed(2));
} finally {
  await stack.stop();
  removeDataDirectory(stack.dataDirectory);
  await rm(directory, { recursive: true, force: true });
}
