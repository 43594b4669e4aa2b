import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { explainFileFailure } from "#services/supervisor/file-failures.ts";
import { findProcess } from "#services/supervisor/process-table.ts";
import { completeSymlinks, type Payload } from "./payload.ts";

/** Where a copy of the payload lies that every account may enter; one per version. */
const copiesDirectory = "/var/lib/pagespace";
const unfinishedMark = ".unfinished-";

/** True when every account may enter the folder and each one above it. */
export function isReachableByAll(directory: string): boolean {
  const parent = path.dirname(directory);
  const mayEnter = (statSync(directory).mode & constants.S_IXOTH) !== 0;
  return mayEnter && (parent === directory || isReachableByAll(parent));
}

/** The payload itself, or a copy of it when its folder is closed to other accounts. */
export function makePayloadReachable(payload: Payload, copies: string = copiesDirectory): Payload {
  if (isReachableByAll(path.join(payload.directory, "bin"))) return payload;
  const target = path.join(copies, `postgres-${payload.version}`);
  const directory = path.join(target, "native");
  if (existsSync(directory)) return { ...payload, directory };
  const unfinished = `${target}${unfinishedMark}${process.pid}`;
  try {
    mkdirSync(copies, { recursive: true });
    chmodSync(copies, 0o755);
    sweepUnfinished(copies);
    copyPayload(payload, unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start of the same version may have been faster.
    if (!existsSync(directory)) throw explainCopyFailure(error, payload, copies);
  }
  return { ...payload, directory };
}

function copyPayload(payload: Payload, unfinished: string): void {
  const native = path.join(unfinished, "native");
  mkdirSync(unfinished);
  chmodSync(unfinished, 0o755);
  cpSync(payload.directory, native, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  completeSymlinks(native);
}

/** Removes what starts that were killed while copying left; their process ids end the names. */
function sweepUnfinished(copies: string): void {
  for (const name of readdirSync(copies)) {
    const [, pid] = name.split(unfinishedMark);
    if (pid === undefined || (Number(pid) !== process.pid && findProcess(Number(pid)))) continue;
    rmSync(path.join(copies, name), { recursive: true, force: true });
  }
}

function explainCopyFailure(error: unknown, payload: Payload, copies: string): unknown {
  const code = codeOf(error);
  if (code === undefined || code === "ENOSPC" || code === "EDQUOT") return explainFileFailure(error, copies);
  return new PermanentFailure(
    `PostgreSQL cannot run from ${payload.directory}, which is closed to other users, and cannot be copied to ${copies} (${code}); open that folder to all, or start PageSpace as another user than root.`,
    { cause: error },
  );
}
