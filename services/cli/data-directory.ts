import path from "node:path";
import { processEnvironment } from "#services/platform/config.ts";
import { defaultDataDirectory } from "#services/supervisor/default-data-directory.ts";

/** The data directory that the flag, the environment or the operating system names, as an absolute path. */
export function chooseDataDirectory(flag: string | undefined): string {
  const environment = processEnvironment();
  return path.resolve(flag ?? (environment["PAGESPACE_DATA_DIR"] || defaultDataDirectory(environment)));
}
