import type { QueryResultRow } from "pg";
import type { Queryable } from "./connection.ts";

/** A statement declared once, to be run with values; gives its rows. */
export type PreparedStatement<Row> = (q: Queryable, values: readonly unknown[]) => Promise<Row[]>;

/**
 * Declares a statement of the hot path: one round trip, without a transaction of its own. Where connections may keep
 * statements it runs under its name, so that PostgreSQL plans it a few times per connection instead of each time.
 * `$1`, `$2` … take the values; no two statements share a name.
 */
export function prepare<Row extends QueryResultRow>(name: string, text: string): PreparedStatement<Row> {
  return async function run(q, values) {
    const { rows } = await q.$client.query<Row>({ ...(q.keepsStatements ? { name } : {}), text, values: [...values] });
    return rows;
  };
}
