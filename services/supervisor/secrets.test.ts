import { chmodSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openDataDirectory } from "./data-directory.ts";
import { readSecrets } from "./secrets.ts";
import { makeTemporaryDirectory } from "./testing/temporary-directory.ts";

test("secrets are made once and only their owner may read them", () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  const first = readSecrets(directory, false);
  chmodSync(directory.secretsFile, 0o644);
  expect(readSecrets(directory, true)).toEqual(first);
  expect(statSync(directory.secretsFile).mode & 0o777).toBe(0o600);
  expect(new Set(Object.values(first)).size).toBe(3);
});

test("secrets that are lost or damaged are asked back, never replaced", () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  expect(() => readSecrets(directory, true)).toThrow(/put it back from a backup/);
  writeFileSync(directory.secretsFile, "{ hunter2");
  expect(() => readSecrets(directory, true)).toThrow(/is not valid JSON; put it back/);
  writeFileSync(directory.secretsFile, '{"databasePassword": "x"}');
  expect(() => readSecrets(directory, true)).toThrow(/lacks a secret/);
});
