import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Logger } from "#services/platform/logger.ts";

/** What runs statements beside the query builder's. */
interface Statements {
  /** Whether connections may keep statements under a name. */
  readonly keepsStatements: boolean;
}

/** An open transaction of a Database, on a connection of its own. */
export type Transaction = NodePgDatabase & Statements & { readonly $client: pg.PoolClient };

export type Database = Omit<NodePgDatabase, "transaction"> &
  Statements & {
    readonly $client: pg.Pool;
    /** Runs work in one transaction: committed when it resolves, rolled back when it rejects. */
    transaction<Result>(run: (tx: Transaction) => Promise<Result>): Promise<Result>;
  };

/** Whatever runs statements. */
export type Queryable = Database | Transaction;

/** How long a connection may lie idle, in milliseconds; the pool shrinks to nothing when nobody works. */
const idleTimeoutMs = 10_000;
const connectTimeoutMs = 10_000;

export interface DatabaseOptions {
  readonly url: string;
  readonly maxConnections: number;
  readonly logger: Logger;
  /** Whether statements declared with `prepare` keep their names; left out: they do not. */
  readonly keepsStatements?: boolean;
}

export interface OpenDatabase extends AsyncDisposable {
  readonly db: Database;
  /** Waits for running statements and closes every connection. */
  close(): Promise<void>;
}

/** Opens a pool of connections; a lost connection is replaced at the next use. Connections carry no session state. */
export function openDatabase({ keepsStatements = false, ...options }: DatabaseOptions): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    min: 0,
    idleTimeoutMillis: idleTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  pool.on("error", (error) => options.logger.warn({ err: error }, "a database connection was lost"));
  const close = () => pool.end();
  const db = Object.assign(drizzle({ client: pool }), {
    keepsStatements,
    transaction: <Result>(run: (tx: Transaction) => Promise<Result>) => runTransaction(pool, { keepsStatements, run }),
  });
  return { db, close, [Symbol.asyncDispose]: close };
}

interface Work<Result> extends Statements {
  readonly run: (tx: Transaction) => Promise<Result>;
}

async function runTransaction<Result>(pool: pg.Pool, { keepsStatements, run }: Work<Result>): Promise<Result> {
  const client = await pool.connect();
  /** Set when the connection is of no more use: the pool drops it then. */
  let failure: Error | undefined;
  const onLost = (error: Error) => {
    failure = error;
  };
  client.on("error", onLost);
  try {
    await client.query("BEGIN");
    try {
      const result = await run(Object.assign(drizzle({ client }), { keepsStatements }));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      if (!failure) await client.query("ROLLBACK").catch(onLost);
      throw error;
    }
  } finally {
    // One that is lost may say so again later, when nobody else listens.
    if (!failure) client.off("error", onLost);
    client.release(failure);
  }
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
