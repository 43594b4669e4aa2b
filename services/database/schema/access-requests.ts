import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { pages } from "./pages.ts";
import { users } from "./people.ts";

/** Who asked to see a page or to do more with it, until somebody who manages it answers. */
export const accessRequests = pgTable(
  "access_requests",
  {
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    level: text("level", { enum: ["view", "comment", "edit"] }).notNull(),
    message: text("message").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.pageId, t.userId] }), index("access_requests_person").on(t.userId, t.createdAt)],
);
