import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { resourcePath } from "#services/platform/entry-path.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";

/** Names the lock that lets one instance migrate while others wait; any fixed number serves. */
const migrationLock = 7_124_001;
const oldestPostgres = 15;

export interface MigrateOptions {
  /** A direct connection, not through a transaction-mode pooler. */
  readonly url: string;
  readonly logger: Logger;
}

/** Brings a database to the schema this program needs; several instances may call it at once. */
export async function migrateDatabase(options: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await refuseUnfitServer(client);
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await refuseNewerSchema(client);
    await migrate(drizzle({ client }), { migrationsFolder: resourcePath("migrations") });
    await applyFunctions(client, options.logger);
    await openStatistics(client, options.logger);
    await client.query("INSERT INTO installation (server_id) VALUES ($1) ON CONFLICT DO NOTHING", [createId()]);
  } finally {
    await client.end();
  }
}

async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const settings = await client.query<{ version: string; fsync: string; encoding: string }>(
    "SELECT current_setting('server_version_num') AS version, current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding",
  );
  const row = settings.rows[0];
  if (!row) throw new Error("The database did not tell its settings.");
  if (Number(row.version) < oldestPostgres * 10_000) {
    throw new PermanentFailure(
      `The PostgreSQL at DATABASE_URL is version ${Math.floor(Number(row.version) / 10_000)}; PageSpace needs ${oldestPostgres} or newer.`,
    );
  }
  if (row.fsync !== "on") {
    throw new PermanentFailure(
      "PostgreSQL runs with fsync=off and would lose saved work; turn fsync on and start again.",
    );
  }
  if (row.encoding !== "UTF8") {
    throw new PermanentFailure(
      `The database is encoded as ${row.encoding}; create one with UTF8 and point DATABASE_URL at it.`,
    );
  }
}

/** Refuses a database that a newer release has migrated: this one would not know what it may write. */
async function refuseNewerSchema(client: pg.Client): Promise<void> {
  const table = await client.query<{ name: string | null }>(
    "SELECT to_regclass('drizzle.__drizzle_migrations')::text AS name",
  );
  if (!table.rows[0]?.name) return;
  const known = new Set((await readdir(resourcePath("migrations"))).filter((name) => /^\d{14}_/.test(name)));
  const applied = await client.query<{ name: string }>("SELECT name FROM drizzle.__drizzle_migrations");
  const unknown = applied.rows.find((row) => !known.has(row.name));
  if (unknown) {
    throw new PermanentFailure(
      `The data was last used by a newer PageSpace (it has the change “${unknown.name}”); start that version, nothing was changed.`,
    );
  }
}

/** Makes the statistics of statements readable on a server that keeps them; without the right to that they stay closed. */
async function openStatistics(client: pg.Client, logger: Logger): Promise<void> {
  const kept = await client.query("SELECT FROM pg_settings WHERE name = 'pg_stat_statements.max'");
  if (!kept.rowCount) return;
  try {
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
  } catch (error) {
    logger.info({ err: error }, "the statistics of statements cannot be opened");
  }
}

async function applyFunctions(client: pg.Client, logger: Logger): Promise<void> {
  const folder = resourcePath("functions");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  for (const name of names) {
    const text = await readFile(path.join(folder, name), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    const applied = await client.query("SELECT 1 FROM applied_functions WHERE name = $1 AND hash = $2", [name, hash]);
    if (applied.rowCount) continue;
    await client.query("BEGIN");
    await client.query(text);
    await client.query(
      "INSERT INTO applied_functions (name, hash) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash",
      [name, hash],
    );
    await client.query("COMMIT");
    logger.info({ name }, "SQL function applied");
  }
}
