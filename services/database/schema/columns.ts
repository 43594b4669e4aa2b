import { bytea, customType, timestamp } from "drizzle-orm/pg-core";

export { bytea };

/** A point in time as a JavaScript Date. */
export function time(name: string) {
  return timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
}

/** PostgreSQL's search vector; written by expressions, never read by clients. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Text that compares by code unit on every installation, as fractional positions need. */
export const textC = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
