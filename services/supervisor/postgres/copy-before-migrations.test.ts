import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openDataDirectory } from "#services/supervisor/data-directory.ts";
import { makeTemporaryDirectory } from "#services/supervisor/testing/temporary-directory.ts";
import { copyBeforeMigrations, noteMigrations } from "./copy-before-migrations.ts";

const older = "20260101000000_older";
const newer = "20260201000000_newer";

/** A data directory whose cluster is one file, and two releases: the first knows one migration, the second two. */
function stage(dataDirectory: string) {
  const directory = openDataDirectory(dataDirectory);
  const cluster = {
    directory: path.join(dataDirectory, "cluster"),
    payload: { directory: "", version: "" },
    user: undefined,
  };
  mkdirSync(cluster.directory);
  const release = (name: string, migrations: readonly string[]) => {
    const folder = path.join(dataDirectory, name);
    for (const migration of migrations) mkdirSync(path.join(folder, migration), { recursive: true });
    return folder;
  };
  const first = release("first", [older]);
  const second = release("second", [older, newer]);
  return {
    directory,
    write: (text: string) => writeFileSync(path.join(cluster.directory, "data"), text),
    becomeReady: (name: "first" | "second") => noteMigrations(directory, name === "first" ? first : second),
    upgrade: async (signal = new AbortController().signal, onCopy: () => void = () => undefined) => {
      await copyBeforeMigrations({ directory, cluster, migrationsDirectory: second, signal, onCopy });
    },
    copied: () => readFileSync(path.join(directory.backups, `before-${newer}`, "data"), "utf8"),
  };
}

test("the copy of an upgrade that was cut off stays as it was before the upgrade", async () => {
  using temporary = makeTemporaryDirectory();
  const { write, becomeReady, upgrade, copied } = stage(temporary.path);
  becomeReady("first");
  write("before");
  await upgrade();
  write("half changed");
  await upgrade();
  expect(copied()).toBe("before");
});

test("an upgrade that is tried again after the earlier release ran on keeps what was written meanwhile", async () => {
  using temporary = makeTemporaryDirectory();
  const { write, becomeReady, upgrade, copied } = stage(temporary.path);
  becomeReady("first");
  write("before");
  await upgrade();
  becomeReady("first");
  write("a month of work more");
  await upgrade();
  expect(copied()).toBe("a month of work more");
});

test("a release that was ready once copies nothing at its next start", async () => {
  using temporary = makeTemporaryDirectory();
  const { directory, write, becomeReady, upgrade } = stage(temporary.path);
  write("data");
  becomeReady("second");
  await upgrade();
  expect(readdirSync(directory.backups)).toEqual([]);
});

test("a copy is told of before it is made, and a stop leaves no part of it", async () => {
  using temporary = makeTemporaryDirectory();
  const { directory, write, becomeReady, upgrade, copied } = stage(temporary.path);
  becomeReady("first");
  write("before");
  const stopping = new AbortController();
  await expect(upgrade(stopping.signal, () => stopping.abort())).rejects.toThrow(/aborted/);
  expect(readdirSync(directory.backups)).toEqual([]);
  await upgrade();
  expect(copied()).toBe("before");
});
