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

/** The name of the copy that belongs to an upgrade under way; gone once a release, whichever, was ready on the database. */
function underWayFile(directory: DataDirectory): string {
  return path.join(directory.run, "upgrade-under-way");
}

/** Notes that a release with these migrations is ready on the database of this data directory. */
export function noteMigrations(directory: DataDirectory, migrationsDirectory: string): void {
  const names = listMigrations(migrationsDirectory);
  if (findNew(directory, names).length > 0) writeFileWhole(appliedFile(directory), `${JSON.stringify(names)}\n`);
  rmSync(underWayFile(directory), { force: true });
}

export interface CopyOptions {
  readonly directory: DataDirectory;
  readonly cluster: Cluster;
  readonly migrationsDirectory: string;
  readonly signal: AbortSignal;
  /** Called before a copy is made, which may take long. */
  readonly onCopy: () => void;
}

/**
 * Copies the stopped cluster to `backups/before-<migration>` when this release brings migrations it does not have. The
 * copy of an upgrade that was cut off stays, for the cluster may be half changed; one from before an earlier release ran
 * on is made anew.
 */
export async function copyBeforeMigrations(options: CopyOptions): Promise<void> {
  const { directory, cluster, migrationsDirectory, signal, onCopy } = options;
  const first = findNew(directory, listMigrations(migrationsDirectory))[0];
  if (first === undefined) return;
  const target = path.join(directory.backups, `${copyPrefix}${first}`);
  const unfinished = `${target}${unfinishedMark}`;
  try {
    sweepUnfinished(directory.backups);
    if (existsSync(target) && isUnderWay(directory, first)) return;
    onCopy();
    const filter = () => {
      signal.throwIfAborted();
      return true;
    };
    await cp(cluster.directory, unfinished, { recursive: true, mode: constants.COPYFILE_FICLONE, filter });
    rmSync(target, { recursive: true, force: true });
    renameSync(unfinished, target);
    writeFileWhole(underWayFile(directory), first);
    dropOldCopies(directory.backups);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explainFileFailure(error, directory.backups);
  }
}

function isUnderWay(directory: DataDirectory, migration: string): boolean {
  const file = underWayFile(directory);
  return existsSync(file) && readFileSync(file, "utf8") === migration;
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
