import { boolean, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, time } from "./columns.ts";
import { pages } from "./pages.ts";
import { users } from "./people.ts";

/** Links that let whoever holds one read a page without an account. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: uuid("id").primaryKey(),
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    /** Whether the pages below it can be read too, apart from restricted ones. */
    hasSubtree: boolean("subtree").notNull(),
    /** Whether search engines may list it. */
    isIndexable: boolean("indexable").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    tokenPrefix: text("token_prefix").notNull(),
    passwordHash: text("password_hash"),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at"),
  },
  (t) => [uniqueIndex("share_links_hash_unique").on(t.tokenHash), index("share_links_page").on(t.pageId)],
);
