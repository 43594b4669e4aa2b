import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { explaining } from "./file-failures.ts";

/** Where things lie in a data directory. */
export interface DataDirectory {
  readonly path: string;
  readonly files: string;
  readonly logs: string;
  readonly run: string;
  readonly backups: string;
  readonly secretsFile: string;
}

/** Makes a folder and those above it one by one: the recursive form of Node hides a read-only disk and never ends on some file systems. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory())
      throw new PermanentFailure(`${folder} is not a folder; choose another --data-dir.`);
    return;
  }
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    throw new PermanentFailure(`No folder can be made at ${folder}; choose another --data-dir.`, { cause: error });
  }
}

/** The places of a data directory, made for this user alone where missing. */
export function openDataDirectory(directory: string): DataDirectory {
  const at = (name: string) => path.join(directory, name);
  const places = { files: at("files"), logs: at("logs"), run: at("run"), backups: at("backups") };
  explaining(directory, () => {
    for (const place of [directory, ...Object.values(places)]) makeFolder(place);
  });
  return { path: directory, ...places, secretsFile: at("secrets.json") };
}
