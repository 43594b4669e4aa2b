import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, time } from "./columns.ts";
import { users } from "./people.ts";

export const drives = pgTable(
  "drives",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    icon: text("icon"),
    description: text("description").notNull().default(""),
    /** What an AI is told before it works in the drive. */
    aiInstructions: text("ai_instructions").notNull().default(""),
    kind: text("kind", { enum: ["home", "shared"] }).notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => users.id),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Since when it lies in its owner's trash, out of everybody's reach. */
    trashedAt: time("trashed_at"),
  },
  (t) => [
    index("drives_trash").on(t.trashedAt).where(sql`${t.trashedAt} IS NOT NULL`),
    check("drives_kind", sql`${t.kind} IN ('home', 'shared')`),
    uniqueIndex("drives_home_unique").on(t.ownerId).where(sql`${t.kind} = 'home'`),
  ],
);

export const driveMembers = pgTable(
  "drive_members",
  {
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["owner", "admin", "editor", "commenter", "viewer", "guest"] }).notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.driveId, t.userId] }),
    index("drive_members_user").on(t.userId),
    check("drive_members_role", sql`${t.role} IN ('owner', 'admin', 'editor', 'commenter', 'viewer', 'guest')`),
  ],
);

export const invites = pgTable(
  "invites",
  {
    id: uuid("id").primaryKey(),
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["admin", "editor", "commenter", "viewer", "guest"] }).notNull(),
    tokenHash: bytea("token_hash").notNull(),
    tokenPrefix: text("token_prefix").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Null: never. */
    expiresAt: time("expires_at"),
    /** How many may join by it; null: any number. */
    maxUses: integer("max_uses").default(1),
    uses: integer("uses").notNull().default(0),
    /** The last who joined by it. */
    acceptedBy: uuid("accepted_by").references(() => users.id, { onDelete: "set null" }),
    acceptedAt: time("accepted_at"),
  },
  (t) => [uniqueIndex("invites_hash_unique").on(t.tokenHash), index("invites_drive").on(t.driveId)],
);
