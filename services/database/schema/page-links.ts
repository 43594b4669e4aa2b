import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { pages } from "./pages.ts";

/** Which page leads to which other, and mentions whom, as its projection says. */
export const pageLinks = pgTable(
  "page_links",
  {
    sourceId: uuid("source_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["page", "person"] }).notNull(),
    /** The page or person. Refers to no row: who writes a link would wait for whoever deletes its target, while they wait for the source. */
    targetId: uuid("target_id").notNull(),
    /** Words of the source around the link. */
    excerpt: text("excerpt").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.targetId] }),
    index("page_links_target").on(t.targetId, t.sourceId),
    check("page_links_kind", sql`${t.kind} IN ('page', 'person')`),
  ],
);
