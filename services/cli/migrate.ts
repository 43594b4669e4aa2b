import { migrateDatabase } from "#services/database/migrate.ts";
import { findExternalDatabase, processEnvironment } from "#services/platform/config.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import { createLogger } from "#services/platform/logger.ts";

/** Migrates the database at DATABASE_URL; the built-in one is migrated at each start. */
export async function migrate(): Promise<number> {
  const database = findExternalDatabase(processEnvironment());
  if (!database) {
    throw new PermanentFailure(
      "DATABASE_URL is not set; the built-in database needs no such command, it is migrated at each start.",
    );
  }
  await migrateDatabase({ url: database.directUrl, logger: createLogger({ name: "migrate", level: "info" }) });
  console.log("The database is up to date.");
  return 0;
}
