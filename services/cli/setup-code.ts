import { openDatabase } from "#services/database/connection.ts";
import { renewSetupCode } from "#services/identity/setup-codes.ts";
import { findExternalDatabase, processEnvironment } from "#services/platform/config.ts";
import { createLogger } from "#services/platform/logger.ts";
import { findRunningDatabase } from "#services/supervisor/find-running-database.ts";
import { chooseDataDirectory } from "./data-directory.ts";

/** Prints a new setup code for the running installation; older ones are void. */
export async function printSetupCode(dataDirectory: string | undefined): Promise<number> {
  const external = findExternalDatabase(processEnvironment());
  const url = external?.url ?? findRunningDatabase(chooseDataDirectory(dataDirectory));
  const logger = createLogger({ name: "setup-code", level: "silent" });
  await using database = openDatabase({ url, maxConnections: 1, logger });
  const code = await renewSetupCode(database.db);
  console.log(code ?? "This PageSpace has its owner already; sign in instead.");
  return code === undefined ? 1 : 0;
}
