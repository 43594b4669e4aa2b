import { chmodSync, constants, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { completeSymlinks, type Payload } from "./payload.ts";

/** Where a copy of the payload lies that every account may enter; one per version. */
const copiesDirectory = "/var/lib/pagespace";

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
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  chmodSync(copies, 0o755);
  chmodSync(unfinished, 0o755);
  cpSync(payload.directory, path.join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
  completeSymlinks(path.join(unfinished, "native"));
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start of the same version was faster.
    if (!existsSync(directory)) throw error;
  }
  return { ...payload, directory };
}
