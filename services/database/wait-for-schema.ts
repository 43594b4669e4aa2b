import { readdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { resourcePath } from "#services/platform/entry-path.ts";
import type { Logger } from "#services/platform/logger.ts";

const pauseMs = 100;

export interface WaitForSchemaOptions {
  /** A direct connection. */
  readonly url: string;
  readonly logger: Logger;
  /** Ends the wait, with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Resolves once web has brought the database to the schema this program needs; a newer one serves as well. It waits
 * without end, for nobody can tell how long migrating a large installation takes.
 */
export async function waitForSchema({ url, logger, signal }: WaitForSchemaOptions): Promise<void> {
  const migrations = (await readdir(resourcePath("migrations"))).filter((name) => /^\d{14}_/.test(name));
  const functions = (await readdir(resourcePath("functions"))).filter((name) => name.endsWith(".sql"));
  let isTold = false;
  while (!(await hasSchema(url, { migrations, functions }))) {
    if (!isTold) logger.info("waiting for web to prepare the database");
    isTold = true;
    await setTimeout(pauseMs, undefined, signal && { signal });
  }
}

interface NeededSchema {
  readonly migrations: readonly string[];
  readonly functions: readonly string[];
}

async function hasSchema(url: string, needed: NeededSchema): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ migrations: string | null; functions: string | null }>(
      "SELECT to_regclass('drizzle.__drizzle_migrations')::text AS migrations, to_regclass('applied_functions')::text AS functions",
    );
    if (!tables.rows[0]?.migrations || !tables.rows[0].functions) return false;
    const applied = await client.query<{ name: string }>(
      "SELECT name FROM drizzle.__drizzle_migrations UNION ALL SELECT name FROM applied_functions",
    );
    const names = new Set(applied.rows.map((row) => row.name));
    return [...needed.migrations, ...needed.functions].every((name) => names.has(name));
  } finally {
    await client.end();
  }
}
