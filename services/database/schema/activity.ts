import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { drives } from "./drives.ts";
import { pages } from "./pages.ts";
import { users } from "./people.ts";

/** Who did what. Rows are added and never changed; they go with their page or drive. */
export const activity = pgTable(
  "activity",
  {
    /** Version 7: newer rows have higher ids. */
    id: uuid("id").primaryKey(),
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    /** None where it is about the drive, or about a page that was deleted by it. */
    pageId: uuid("page_id").references(() => pages.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    actorId: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    /** The token it was done through, which may be gone. */
    tokenId: uuid("token_id"),
    tokenName: text("token_name"),
    /** What the page or drive was called then, and before. */
    title: text("title"),
    fromTitle: text("from_title"),
    /** Whom it is about, and what they became. */
    personId: uuid("person_id").references(() => users.id, { onDelete: "set null" }),
    role: text("role"),
    /** Who alone may learn of it, where its page can no longer be asked. */
    viewers: uuid("viewers").array(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("activity_drive").on(t.driveId, t.id),
    index("activity_page").on(t.pageId, t.id),
    index("activity_actor").on(t.actorId).where(sql`${t.actorId} IS NOT NULL`),
    index("activity_person").on(t.personId).where(sql`${t.personId} IS NOT NULL`),
  ],
);
