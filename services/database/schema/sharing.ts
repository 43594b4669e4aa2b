import { boolean, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, time } from "./columns.ts";
import { drives } from "./drives.ts";
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

/** Grants of pages that were moved to another drive; they count again where the page soon comes back. */
export const setAsideGrants = pgTable(
  "set_aside_grants",
  {
    id: uuid("id").primaryKey(),
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    driveRole: text("drive_role"),
    level: text("level").notNull(),
    expiresAt: time("expires_at"),
    grantedBy: uuid("granted_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull(),
    /** The drive they were given in. */
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    setAsideAt: time("set_aside_at").notNull().defaultNow(),
  },
  (t) => [index("set_aside_grants_page").on(t.pageId, t.driveId)],
);
