import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PermanentFailure } from "#services/platform/errors.ts";
import { databaseUrl } from "#services/supervisor/postgres/databases.ts";
import { clusterDirectory, databaseUser } from "#services/supervisor/postgres/initialise-cluster.ts";
import { databaseName } from "#services/supervisor/postgres/start-postgres.ts";
import { openDataDirectory } from "./data-directory.ts";
import { readSecrets } from "./secrets.ts";

/** Connection string of the embedded database that runs on a data directory; throws a sentence when none does. */
export function findRunningDatabase(dataDirectory: string): string {
  const pidFile = path.join(clusterDirectory(dataDirectory), "postmaster.pid");
  if (!existsSync(pidFile)) {
    throw new PermanentFailure(
      `No PageSpace runs on ${dataDirectory}; start it with pagespace serve, or give --data-dir.`,
    );
  }
  // Lines 4 and 5 of the file are the port and the socket folder.
  const [, , , port = "", directory = ""] = readFileSync(pidFile, "utf8").split("\n");
  const password = readSecrets(openDataDirectory(dataDirectory), true).databasePassword;
  const listening =
    directory === ""
      ? ({ kind: "loopback", port: Number(port) } as const)
      : ({ kind: "socket", directory, port: Number(port) } as const);
  return databaseUrl({ listening, user: databaseUser, password, database: databaseName });
}
