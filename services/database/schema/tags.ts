import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tagColors } from "#services/contracts/tag-colors.ts";
import { time } from "./columns.ts";
import { drives } from "./drives.ts";
import { pages } from "./pages.ts";

/** The tags of drives. */
export const tags = pgTable(
  "tags",
  {
    id: uuid("id").primaryKey(),
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The name as names are compared. */
    foldedName: text("folded_name").notNull(),
    color: text("color", { enum: tagColors }).notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Since when it is gone from sight; it can be restored for a day. */
    deletedAt: time("deleted_at"),
  },
  (t) => [
    uniqueIndex("tags_name_unique").on(t.driveId, t.foldedName).where(sql`${t.deletedAt} IS NULL`),
    index("tags_deleted").on(t.deletedAt).where(sql`${t.deletedAt} IS NOT NULL`),
    check(
      "tags_color",
      sql`${t.color} IN ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink')`,
    ),
  ],
);

/** Which page carries which tag. */
export const pageTags = pgTable(
  "page_tags",
  {
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    tagId: uuid("tag_id")
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
    /** Since when the page is in another drive than the tag; it counts again where it comes back within a day. */
    setAsideAt: time("set_aside_at"),
  },
  (t) => [
    primaryKey({ columns: [t.pageId, t.tagId] }),
    index("page_tags_tag").on(t.tagId, t.pageId),
    index("page_tags_set_aside").on(t.setAsideAt).where(sql`${t.setAsideAt} IS NOT NULL`),
  ],
);
