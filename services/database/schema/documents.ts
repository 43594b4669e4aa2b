import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, time } from "./columns.ts";
import { pages } from "./pages.ts";

/** The head of each document's log and what was last made readable of it. */
export const documents = pgTable(
  "documents",
  {
    pageId: uuid("page_id")
      .primaryKey()
      .references(() => pages.id, { onDelete: "cascade" }),
    headSeq: bigint("head_seq", { mode: "number" }).notNull().default(0),
    projectedSeq: bigint("projected_seq", { mode: "number" }).notNull().default(0),
    schemaVersion: integer("schema_version").notNull().default(1),
    /** Editor JSON at projected_seq, for the first paint. */
    projectedJson: jsonb("projected_json"),
    projectedText: text("projected_text"),
    /** The way its links were found; those found in an older way are found again. */
    linksVersion: integer("links_version").notNull().default(0),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (t) => [index("documents_behind").on(t.updatedAt), index("documents_links_version").on(t.linksVersion)],
);

/** The log: dense and in commit order per document. */
export const documentUpdates = pgTable(
  "document_updates",
  {
    pageId: uuid("page_id")
      .notNull()
      .references(() => documents.pageId, { onDelete: "cascade" }),
    seq: bigint("seq", { mode: "number" }).notNull(),
    update: bytea("update").notNull(),
    actor: uuid("actor"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.seq] })],
);

/** Verified states through a number of the log; two generations are kept. */
export const documentSnapshots = pgTable(
  "document_snapshots",
  {
    pageId: uuid("page_id")
      .notNull()
      .references(() => documents.pageId, { onDelete: "cascade" }),
    throughSeq: bigint("through_seq", { mode: "number" }).notNull(),
    state: bytea("state").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.throughSeq] })],
);
