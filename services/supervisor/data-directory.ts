import path from "node:path";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { makeFolder, NotAFolder } from "#services/platform/make-folder.ts";
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

/** Makes a folder of the data directory; a place where none can be is refused with a sentence. */
function requireFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    if (error instanceof NotAFolder) {
      throw new PermanentFailure(`${error.path} is not a folder; choose another --data-dir.`, { cause: error });
    }
    if (codeOf(error) !== "ENOENT") throw error;
    throw new PermanentFailure(`No folder can be made at ${folder}; choose another --data-dir.`, { cause: error });
  }
}

/** The places of a data directory, made for this user alone where missing. */
export function openDataDirectory(directory: string): DataDirectory {
  const at = (name: string) => path.join(directory, name);
  const places = { files: at("files"), logs: at("logs"), run: at("run"), backups: at("backups") };
  explaining(directory, () => {
    for (const place of [directory, ...Object.values(places)]) requireFolder(place);
  });
  return { path: directory, ...places, secretsFile: at("secrets.json") };
}
