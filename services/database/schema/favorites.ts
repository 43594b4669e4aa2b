import { index, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { textC, time } from "./columns.ts";
import { pages } from "./pages.ts";
import { users } from "./people.ts";

/** The pages a person keeps at hand, in an order of their own. */
export const favorites = pgTable(
  "favorites",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    /** A fractional index among the person's favourites. */
    position: textC("position").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.pageId] }),
    uniqueIndex("favorites_position_unique").on(t.userId, t.position),
    index("favorites_page").on(t.pageId),
  ],
);
