import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrateDatabase } from "#services/database/migrate.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import { createLogger } from "#services/platform/logger.ts";
import { dropDatabase, ensureDatabase, withDatabase } from "#services/supervisor/postgres/databases.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

const logger = createLogger({ name: "test", level: "silent" });

async function createEmptyDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("postgresUrl");
  const name = `empty_${randomBytes(6).toString("hex")}`;
  await ensureDatabase(adminUrl, name);
  return { url: withDatabase(adminUrl, name), [Symbol.asyncDispose]: () => dropDatabase(adminUrl, name) };
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every table with what is known of its columns, every function, and what was noted about migrations. */
async function describeDatabase(url: string): Promise<unknown> {
  const names = await query<{ name: string }>(url, "SELECT to_regclass('drizzle.__drizzle_migrations')::text AS name");
  return {
    columns: await query(
      url,
      `SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
       WHERE table_schema IN ('public', 'drizzle') ORDER BY 1, 2, 3`,
    ),
    indexes: await query(url, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
    functions: await query(
      url,
      `SELECT p.proname, md5(p.prosrc) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname = 'public' ORDER BY 1, 2`,
    ),
    migrations: names[0]?.name ? await query(url, `SELECT name FROM ${names[0].name} ORDER BY 1`) : [],
  };
}

test("several programs that start at once on one empty database migrate it once", async () => {
  await using empty = await createEmptyDatabase();
  await using template = await createTestDatabase();
  await Promise.all([1, 2, 3].map(() => migrateDatabase({ url: empty.url, logger })));
  expect(await describeDatabase(empty.url)).toEqual(await describeDatabase(template.url));
  expect(await query(empty.url, "SELECT server_id FROM installation")).toHaveLength(1);
});

test("migrating again changes nothing", async () => {
  await using database = await createTestDatabase();
  const [before] = await query<{ id: string }>(database.url, "SELECT server_id AS id FROM installation");
  const described = await describeDatabase(database.url);
  await migrateDatabase({ url: database.url, logger });
  expect(await describeDatabase(database.url)).toEqual(described);
  expect(await query(database.url, "SELECT server_id AS id FROM installation")).toEqual([before]);
});

test("data of a newer release is refused with a sentence, and nothing is changed", async () => {
  await using database = await createTestDatabase();
  await query(
    database.url,
    `INSERT INTO drizzle.__drizzle_migrations (hash, created_at, name)
     VALUES ('x', 4102444800000, '20991231000000_time_travel')`,
  );
  await query(database.url, "DROP FUNCTION page_access(uuid, uuid)");
  const described = await describeDatabase(database.url);
  const refused = migrateDatabase({ url: database.url, logger });
  await expect(refused).rejects.toThrow(PermanentFailure);
  await expect(refused).rejects.toThrow(
    "The data was last used by a newer PageSpace (it has the change “20991231000000_time_travel”); start that version, nothing was changed.",
  );
  expect(await describeDatabase(database.url)).toEqual(described);
});

test("a PostgreSQL that would lose saved work is refused with a sentence, and nothing is changed", async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "pagespace-no-fsync-"));
  await chmod(dataDirectory, 0o755);
  const { signal } = new AbortController();
  const postgres = await startPostgres({ dataDirectory, password: "x".repeat(32), logger, signal });
  try {
    await query(postgres.url, "ALTER SYSTEM SET fsync = off");
    await query(postgres.url, "SELECT pg_reload_conf()");
    await expect.poll(() => query(postgres.url, "SHOW fsync")).toEqual([{ fsync: "off" }]);
    const described = await describeDatabase(postgres.url);
    const refused = migrateDatabase({ url: postgres.url, logger });
    await expect(refused).rejects.toThrow(PermanentFailure);
    await expect(refused).rejects.toThrow(
      "PostgreSQL runs with fsync=off and would lose saved work; turn fsync on and start again.",
    );
    expect(await describeDatabase(postgres.url)).toEqual(described);
  } finally {
    await postgres.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  }
});

test("a database that cannot hold every character is refused with a sentence", async () => {
  const adminUrl = inject("postgresUrl");
  const name = `latin_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0 LOCALE_PROVIDER libc`);
  try {
    await expect(migrateDatabase({ url: withDatabase(adminUrl, name), logger })).rejects.toThrow(
      "The database is encoded as LATIN1; create one with UTF8 and point DATABASE_URL at it.",
    );
  } finally {
    await dropDatabase(adminUrl, name);
  }
});
