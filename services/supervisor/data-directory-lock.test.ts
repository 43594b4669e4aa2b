import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openDataDirectory } from "./data-directory.ts";
import { lockDataDirectory } from "./data-directory-lock.ts";
import { makeTemporaryDirectory } from "./testing/temporary-directory.ts";

test("a second start is told who holds the data directory", () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  const lock = lockDataDirectory(directory, "pagespace serve");
  expect(() => lockDataDirectory(directory, "another")).toThrow(
    new RegExp(`in use by pagespace serve \\(process ${process.pid}, since .*--data-dir`),
  );
  lock.release();
  const next = lockDataDirectory(directory, "another");
  expect(next.isTakenOver).toBe(false);
  next.release();
  expect(existsSync(path.join(directory.run, "lock"))).toBe(false);
});

test("the lock of a process that is gone, or whose number another one has, is taken over", async () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  const file = path.join(directory.run, "lock");
  const gone = spawn(process.execPath, ["-e", ""]);
  await once(gone, "exit");
  const holders = [
    JSON.stringify({ pid: gone.pid, program: "pagespace serve", since: "2026" }),
    JSON.stringify({ pid: process.pid, startTime: "1", program: "pagespace serve", since: "2026" }),
    "not a lock",
  ];
  for (const holder of holders) {
    writeFileSync(file, holder);
    expect(lockDataDirectory(directory, "heir").isTakenOver).toBe(true);
    expect(readFileSync(file, "utf8")).toContain("heir");
    writeFileSync(file, "");
  }
});

test("a data directory that is a file is refused with a cure", () => {
  using temporary = makeTemporaryDirectory();
  const file = path.join(temporary.path, "file");
  writeFileSync(file, "");
  expect(() => openDataDirectory(file)).toThrow(/is not a folder; choose another --data-dir/);
});
