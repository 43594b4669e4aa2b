import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "#services/database/migrate.ts";
import { createLogger } from "#services/platform/logger.ts";
import { openDataDirectory } from "#services/supervisor/data-directory.ts";
import { lockDataDirectory } from "#services/supervisor/data-directory-lock.ts";
import { ensureDatabase, withDatabase } from "#services/supervisor/postgres/databases.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { sweepAbandonedClusters, testClusterPrefix } from "./sweep-abandoned-clusters.ts";
import { templateDatabase } from "./template-database.ts";

const maxConnections = 200;

/** Runs one throw-away PostgreSQL for all test files; its migrated template is copied for each of them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepAbandonedClusters();
  const dataDirectory = mkdtempSync(path.join(os.tmpdir(), testClusterPrefix));
  chmodSync(dataDirectory, 0o755);
  lockDataDirectory(openDataDirectory(dataDirectory), "a test run");
  const logger = createLogger({ name: "test-database", level: "warn" });
  const postgres = await startPostgres({
    dataDirectory,
    password: randomBytes(24).toString("base64url"),
    logger,
    signal: new AbortController().signal,
    maxConnections,
  });
  await ensureDatabase(postgres.url, templateDatabase);
  await migrateDatabase({ url: withDatabase(postgres.url, templateDatabase), logger });
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  };
}

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the throw-away PostgreSQL's own database. */
    postgresUrl: string;
  }
}
