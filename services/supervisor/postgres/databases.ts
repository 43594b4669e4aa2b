import { Client, escapeIdentifier } from "pg";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import type { Listening } from "./postmaster.ts";

const wrongPassword = "28P01";

export interface DatabaseAddress {
  readonly listening: Listening;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The connection string of a database of an embedded server. */
export function databaseUrl({ listening, user, password, database }: DatabaseAddress): string {
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  if (listening.kind === "loopback") return `postgres://${account}@127.0.0.1:${listening.port}/${database}`;
  return `postgres://${account}@/${database}?host=${encodeURIComponent(listening.directory)}&port=${listening.port}`;
}

/** Another database of the same server. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${encodeURIComponent(database)}$1`);
}

/** Makes the database unless it is there; `adminUrl` is any database of the server. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
  });
}

/** Makes a database as a copy of another one that nobody is connected to. */
export async function copyDatabase(
  adminUrl: string,
  names: { readonly from: string; readonly to: string },
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`CREATE DATABASE ${escapeIdentifier(names.to)} TEMPLATE ${escapeIdentifier(names.from)}`);
  });
}

/** Removes a database and ends its connections. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  });
}

async function withClient(url: string, task: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await task(client);
  } catch (error) {
    if (codeOf(error) !== wrongPassword) throw error;
    throw new PermanentFailure(
      "The password in secrets.json is not the one of this database; put the secrets.json back that belongs to it.",
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
