import { existsSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PermanentFailure } from "#services/platform/errors.ts";
import { openDataDirectory } from "#services/supervisor/data-directory.ts";
import { lockDataDirectory } from "#services/supervisor/data-directory-lock.ts";
import { clusterDirectory } from "#services/supervisor/postgres/initialise-cluster.ts";
import { findOperatingUser } from "#services/supervisor/postgres/operating-user.ts";
import { locatePayload } from "#services/supervisor/postgres/payload.ts";
import { reclaimCluster } from "#services/supervisor/postgres/reclaim-cluster.ts";

export const testClusterPrefix = "pagespace-test-cluster-";

/** Ends and removes the throw-away clusters of test runs that were killed before they could do so. */
export async function sweepAbandonedClusters(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    const dataDirectory = path.join(os.tmpdir(), name);
    if (!name.startsWith(testClusterPrefix) || !existsSync(path.join(dataDirectory, "run", "lock"))) continue;
    try {
      lockDataDirectory(openDataDirectory(dataDirectory), "a sweep of test runs");
    } catch (error) {
      if (error instanceof PermanentFailure) continue;
      throw error;
    }
    const cluster = { directory: clusterDirectory(dataDirectory), payload: locatePayload(), user: findOperatingUser() };
    await reclaimCluster(cluster, { ownSocketDirectory: "", signal: new AbortController().signal });
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}
