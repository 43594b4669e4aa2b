import { pgTable, text } from "drizzle-orm/pg-core";

/** Which text of each SQL function file is in force. */
export const appliedFunctions = pgTable("applied_functions", {
  name: text("name").primaryKey(),
  /** SHA-256 of the file, hex. */
  hash: text("hash").notNull(),
});
