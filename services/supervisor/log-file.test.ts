import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openLogFile } from "./log-file.ts";
import { makeTemporaryDirectory } from "./testing/temporary-directory.ts";

test("no secret reaches a log", async () => {
  using directory = makeTemporaryDirectory();
  const file = path.join(directory.path, "web.log");
  const log = openLogFile({ path: file, secrets: ["correct-horse-battery"] });
  log.write("connect postgres://pagespace:hunter22@/pagespace with correct-horse-battery");
  log.write("token ps_sess_0123456789012345678901234567890123456789012");
  log.write("GET /setup?code=ps_setup_abcdefghijklmnop");
  await log.flush();
  const text = readFileSync(file, "utf8");
  expect(text).toContain("postgres://pagespace:");
  for (const secret of ["hunter22", "correct-horse", "0123456789", "abcdefghij"]) expect(text).not.toContain(secret);
});

test("a full log moves aside and only some older ones are kept", async () => {
  using directory = makeTemporaryDirectory();
  const log = openLogFile({ path: path.join(directory.path, "a.log"), secrets: [], largestBytes: 100, olderFiles: 2 });
  for (let line = 0; line < 10; line += 1) {
    log.write(`${line}`.repeat(99));
    await log.flush();
  }
  expect(readdirSync(directory.path).sort()).toEqual(["a.log", "a.log.1", "a.log.2"]);
  expect(readFileSync(path.join(directory.path, "a.log"), "utf8")).toBe(`${"9".repeat(99)}\n`);
});

test("a log that cannot be written does not disturb the one who writes", async () => {
  using directory = makeTemporaryDirectory();
  const log = openLogFile({ path: path.join(directory.path, "missing", "a.log"), secrets: [] });
  log.write("lost");
  await expect(log.flush()).resolves.toBeUndefined();
});
