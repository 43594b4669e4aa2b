import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { makeFolder } from "#services/platform/make-folder.ts";
import { createId } from "#services/platform/uuid-v7.ts";

/** Age after which a temporary file of another machine can belong to no running upload, in milliseconds. */
const abandonedAfterMs = 24 * 3_600_000;

const directoryMode = 0o700;

/** Which stored thing about some bytes: the bytes themselves or what was made of them. */
type Variant = "blob" | "preview";

const suffixes: Readonly<Record<Variant, string>> = { blob: "", preview: ".preview.webp" };

/** A folder of contents by their SHA-256: `ab/cd/<sha256>`, each written once, whole or not at all. */
export interface ContentStore {
  /** Where a variant lies or will lie. */
  pathOf(contentHash: string, variant: Variant): string;
  /** A new path in the store's file system for something not finished. */
  temporaryPath(): string;
  /** Flushes a finished temporary file and makes it the variant, durably, in place of an earlier one. */
  adopt(temporaryPath: string, contentHash: string, variant: Variant): Promise<void>;
  /** Removes what interrupted uploads and extractions left behind; tells how many. */
  sweep(): Promise<number>;
}

/** Opens the store below a directory, which is made when missing. */
export async function openContentStore(directory: string): Promise<ContentStore> {
  const temporaries = path.join(directory, "tmp");
  // A dot never stands in the first part, so the parts can be told apart again.
  const host = hostname().replaceAll(/[^A-Za-z0-9-]/g, "-");
  const maker: Maker = { host, openedAt: createId() };
  await requireWritable(temporaries);

  function pathOf(contentHash: string, variant: Variant): string {
    if (!/^[0-9a-f]{64}$/.test(contentHash)) throw new Error("A content hash is 64 lower-case hex digits.");
    const folder = path.join(directory, contentHash.slice(0, 2), contentHash.slice(2, 4));
    return path.join(folder, `${contentHash}${suffixes[variant]}`);
  }
  function temporaryPath(): string {
    return path.join(temporaries, `${host}.${process.pid}.${createId()}`);
  }
  async function adopt(temporary: string, contentHash: string, variant: Variant): Promise<void> {
    await syncFile(temporary);
    const target = pathOf(contentHash, variant);
    const folder = path.dirname(target);
    const firstMade = await mkdir(folder, { recursive: true, mode: directoryMode });
    await rename(temporary, target);
    await syncDirectory(folder);
    if (firstMade) {
      await syncDirectory(path.dirname(folder));
      await syncDirectory(directory);
    }
  }
  async function sweep(): Promise<number> {
    let swept = 0;
    for (const name of await readdir(temporaries)) {
      const file = path.join(temporaries, name);
      if (!(await isAbandoned(file, maker))) continue;
      await rm(file, { force: true });
      swept += 1;
    }
    return swept;
  }
  return { pathOf, temporaryPath, adopt, sweep };
}

async function requireWritable(temporaries: string): Promise<void> {
  try {
    makeFolder(temporaries);
    const probe = path.join(temporaries, `probe.${process.pid}.${createId()}`);
    await (await open(probe, "wx", 0o600)).close();
    await rm(probe);
  } catch (error) {
    if (codeOf(error) === "ENOSPC") return;
    const directory = path.dirname(temporaries);
    throw new PermanentFailure(
      `Files cannot be stored in ${directory} (${codeOf(error) ?? "unknown reason"}); make it writable or set UPLOAD_DIR to another folder.`,
      { cause: error },
    );
  }
}

/** Who makes temporary files here. */
interface Maker {
  readonly host: string;
  /** An id; those of an earlier process with our number were made before it. */
  readonly openedAt: string;
}

/** The part of an id that tells its millisecond, in characters. */
const timeCharacters = 13;

/** A temporary file whose maker ended: a dead process or an earlier one with our number here, any old one elsewhere. */
async function isAbandoned(file: string, { host, openedAt }: Maker): Promise<boolean> {
  const [madeOn, pid, id = ""] = path.basename(file).split(".");
  const isOfDead = Number(pid) === process.pid ? isEarlier(id, openedAt) : !isRunning(Number(pid));
  if (madeOn === host && isOfDead) return true;
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs;
}

function isEarlier(id: string, other: string): boolean {
  return id.slice(0, timeCharacters) < other.slice(0, timeCharacters);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

async function syncFile(file: string): Promise<void> {
  // Windows flushes only what may be written.
  await using handle = await open(file, "r+");
  await handle.sync();
}

/** Makes renames within a folder survive a power cut; Windows neither offers nor needs it. */
async function syncDirectory(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await using handle = await open(folder, "r");
  await handle.sync();
}
