import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { mountSmallDisk } from "#services/supervisor/testing/small-disk.ts";
import { makeTemporaryDirectory } from "#services/supervisor/testing/temporary-directory.ts";
import { locatePayload, type Payload } from "./payload.ts";
import { isReachableByAll, makePayloadReachable } from "./reachable-payload.ts";

const isRoot = process.getuid?.() === 0;

/** The programs below a folder closed to others. */
function closePayload(closedDirectory: string): Payload {
  const payload = locatePayload();
  const directory = path.join(closedDirectory, "native");
  cpSync(payload.directory, directory, { recursive: true, verbatimSymlinks: true });
  chmodSync(closedDirectory, 0o700);
  return { ...payload, directory };
}

test.runIf(isRoot)("programs in a closed folder are copied once where PostgreSQL's account may run them", () => {
  using closed = makeTemporaryDirectory(0o700);
  using copies = makeTemporaryDirectory();
  const payload = closePayload(closed.path);
  const gone = spawnSync(process.execPath, ["-e", ""]);
  mkdirSync(path.join(copies.path, `postgres-18.0.0.unfinished-${gone.pid}`));
  mkdirSync(path.join(copies.path, `postgres-18.0.0.unfinished-${process.ppid}`));
  const copy = makePayloadReachable(payload, copies.path);
  expect(isReachableByAll(path.join(copy.directory, "bin"))).toBe(true);
  expect(readdirSync(path.join(copy.directory, "lib"))).toEqual(readdirSync(path.join(payload.directory, "lib")));
  expect(makePayloadReachable(payload, copies.path)).toEqual(copy);
  expect(readFileSync(path.join(copy.directory, "pg-symlinks.json"))).toBeDefined();
  const kept = [`postgres-18.0.0.unfinished-${process.ppid}`, `postgres-${payload.version}`];
  expect(readdirSync(copies.path).sort()).toEqual(kept);
});

test("programs that do not fit on the disk are refused with a cure, and no part of them stays", (context) => {
  using closed = makeTemporaryDirectory(0o700);
  using copies = makeTemporaryDirectory();
  using disk = mountSmallDisk(copies.path, "5m");
  if (disk === undefined) return context.skip("this user may not mount a small disk");
  const payload = closePayload(closed.path);
  expect(() => makePayloadReachable(payload, copies.path)).toThrow(
    `The disk that holds ${copies.path} is full; free some space and start again. Nothing was damaged.`,
  );
  expect(readdirSync(copies.path)).toEqual([]);
});
