import { constants, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { DataDirectory } from "#services/supervisor/data-directory.ts";
import { explainFileFailure } from "#services/supervisor/file-failures.ts";
import { writeFileWhole } from "#services/supervisor/write-file-whole.ts";
import type { Cluster } from "./cluster.ts";

const keptCopies = 2;
const copyPrefix = "before-";
const unfinishedMark = ".unfinished";

const Applied = z.array(z.string());

/** The migrations in a folder, oldest first. */
function listMigrations(migrationsDirectory: string): readonly string[] {
  const names = existsSync(migrationsDirectory) ? readdirSync(migrationsDirectory) : [];
  return names.filter((name) => /^\d{14}_/.test(name)).sort();
}

function appliedFile(directory: DataDirectory): string {
  return path.join(directory.run, "migrations.json");
}

/** Notes that the database of this data directory has these migrations. */
export function noteMigrations(directory: DataDirectory, migrationsDirectory: string): void {
  const names = listMigrations(migrationsDirectory);
  if (findNew(directory, names).length === 0) return;
  writeFileWhole(appliedFile(directory), `${JSON.stringify(names)}\n`);
}

/** Copies the stopped cluster to `backups/before-<migration>` when this release brings migrations it does not have. */
export async function copyBeforeMigrations(
  directory: DataDirectory,
  cluster: Cluster,
  migrationsDirectory: string,
): Promise<void> {
  const first = findNew(directory, listMigrations(migrationsDirectory))[0];
  if (first === undefined) return;
  const target = path.join(directory.backups, `${copyPrefix}${first}`);
  const unfinished = `${target}${unfinishedMark}`;
  try {
    sweepUnfinished(directory.backups);
    if (existsSync(target)) return;
    await cp(cluster.directory, unfinished, { recursive: true, mode: constants.COPYFILE_FICLONE });
    renameSync(unfinished, target);
    dropOldCopies(directory.backups);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explainFileFailure(error, directory.backups);
  }
}

function findNew(directory: DataDirectory, names: readonly string[]): readonly string[] {
  const file = appliedFile(directory);
  if (!existsSync(file)) return names;
  const applied = new Set(Applied.parse(JSON.parse(readFileSync(file, "utf8"))));
  return names.filter((name) => !applied.has(name));
}

function sweepUnfinished(backups: string): void {
  for (const name of readdirSync(backups)) {
    if (name.endsWith(unfinishedMark)) rmSync(path.join(backups, name), { recursive: true, force: true });
  }
}

function dropOldCopies(backups: string): void {
  const copies = readdirSync(backups)
    .filter((name) => name.startsWith(copyPrefix))
    .map((name) => path.join(backups, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const copy of copies.slice(keptCopies)) rmSync(copy, { recursive: true, force: true });
}
