import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import type { DataDirectory } from "./data-directory.ts";
import { explaining } from "./file-failures.ts";
import { findProcess } from "./process-table.ts";

const Holder = z.object({
  pid: z.number().int(),
  /** Tells two processes with the same id apart, where the system gives it. */
  startTime: z.string().optional(),
  program: z.string(),
  since: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** A held data directory; released when disposed, or stale once this process is gone. */
export interface DataDirectoryLock {
  /** True when the one who held it before was killed, so that its services may be ending only now. */
  readonly isTakenOver: boolean;
  release(): void;
}

/** Takes the data directory for this process; refuses with a sentence that names the one that holds it. */
export function lockDataDirectory(directory: DataDirectory, program: string): DataDirectoryLock {
  const file = path.join(directory.run, "lock");
  return explaining(directory.run, () => {
    const text = JSON.stringify(describeSelf(program));
    const own = `${file}.${process.pid}.${randomBytes(3).toString("hex")}`;
    let isTakenOver = false;
    try {
      writeFileSync(own, text, { mode: 0o600 });
      while (!tryLink(own, file)) isTakenOver = removeStale(file, directory) || isTakenOver;
    } finally {
      rmSync(own, { force: true });
    }
    return {
      isTakenOver,
      release: () => {
        if (read(file) === text) rmSync(file, { force: true });
      },
    };
  });
}

function describeSelf(program: string): Holder {
  const startTime = findProcess(process.pid)?.startTime;
  return { pid: process.pid, ...(startTime ? { startTime } : {}), program, since: new Date().toISOString() };
}

/** A link is made by one process only, and the file has its content from the first moment. */
function tryLink(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes a lock away whose holder is gone; false when somebody else did so. */
function removeStale(file: string, directory: DataDirectory): boolean {
  const text = read(file);
  if (text === undefined) return false;
  const holder = parseHolder(text);
  if (holder && isRunning(holder)) {
    throw new PermanentFailure(
      `The data directory ${directory.path} is in use by ${holder.program} (process ${holder.pid}, since ${holder.since}); stop that one, or choose another --data-dir.`,
    );
  }
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
  // Between reading and moving, another process may have put its own lock there: give it back.
  const isAnothers = read(aside) !== text;
  if (isAnothers) tryLink(aside, file);
  rmSync(aside, { force: true });
  return !isAnothers;
}

function isRunning(holder: Holder): boolean {
  const entry = findProcess(holder.pid);
  if (!entry) return false;
  return entry.startTime === undefined || holder.startTime === undefined || entry.startTime === holder.startTime;
}

function parseHolder(text: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
