import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Logger } from "#services/platform/logger.ts";

export type Database = NodePgDatabase;
/** An open transaction of a Database. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Whatever runs statements. */
export type Queryable = Database | Transaction;

/** How long a connection may lie idle, in milliseconds; the pool shrinks to nothing when nobody works. */
const idleTimeoutMs = 10_000;
const connectTimeoutMs = 10_000;

export interface DatabaseOptions {
  readonly url: string;
  readonly maxConnections: number;
  readonly logger: Logger;
}

export interface OpenDatabase extends AsyncDisposable {
  readonly db: Database;
  /** Waits for running statements and closes every connection. */
  close(): Promise<void>;
}

/** Opens a pool of connections; a lost connection is replaced at the next use. Connections carry no session state. */
export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    min: 0,
    idleTimeoutMillis: idleTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  pool.on("error", (error) => options.logger.warn({ err: error }, "a database connection was lost"));
  const close = () => pool.end();
  return { db: drizzle({ client: pool }), close, [Symbol.asyncDispose]: close };
}

/** One connection of its own, for LISTEN and for locks held over several transactions. Errors reach `onLost` once. */
export async function connectDirectly(url: string, onLost: (error: Error) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  let isLost = false;
  const lose = (error: Error) => {
    if (isLost) return;
    isLost = true;
    onLost(error);
  };
  client.on("error", lose);
  client.on("end", () => lose(new Error("The database closed the connection.")));
  await client.connect();
  return client;
}
