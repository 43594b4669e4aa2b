import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";

/** Something else than a folder stands at this path. */
export class NotAFolder extends Error {
  readonly code = "ENOTDIR";
  readonly path: string;

  constructor(place: string) {
    super(`${place} is not a folder`);
    this.path = place;
  }
}

/**
 * Makes a folder and those above it where they are missing, for this user alone, one by one: the recursive form of Node
 * hides a read-only disk and never ends on some file systems. Throws `NotAFolder` or the file system's error.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new NotAFolder(folder);
    return;
  }
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process on a shared disk was faster.
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}
