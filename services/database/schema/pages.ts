import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Cover } from "#services/contracts/shapes.ts";
import { textC, time, tsvector } from "./columns.ts";
import { drives } from "./drives.ts";
import { users } from "./people.ts";

export const pages = pgTable(
  "pages",
  {
    id: uuid("id").primaryKey(),
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    parentId: uuid("parent_id").references((): AnyPgColumn => pages.id, { onDelete: "cascade" }),
    /** From the root down to the parent; kept with every move, read upwards only. */
    ancestorIds: uuid("ancestor_ids").array().notNull().default(sql`'{}'`),
    position: textC("position").notNull(),
    type: text("type").notNull(),
    title: text("title").notNull(),
    icon: text("icon"),
    accessMode: text("access_mode", { enum: ["inherit", "restricted"] })
      .notNull()
      .default("inherit"),
    /** Whether new pages are made from it. */
    isTemplate: boolean("is_template").notNull().default(false),
    isFullWidth: boolean("is_full_width").notNull().default(false),
    /** Whether its content, title, icon and cover stay as they are. */
    isLocked: boolean("is_locked").notNull().default(false),
    cover: jsonb("cover").$type<Cover>(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    updatedBy: uuid("updated_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
    trashedAt: time("trashed_at"),
    /** The page whose trashing took this one along; itself for that page. */
    trashRootId: uuid("trash_root_id"),
  },
  (t) => [
    uniqueIndex("pages_position_unique")
      .on(t.driveId, sql`coalesce(${t.parentId}, ${t.driveId})`, t.position)
      .where(sql`${t.trashedAt} IS NULL`),
    index("pages_children").on(t.parentId, t.position),
    index("pages_ancestors").using("gin", t.ancestorIds),
    index("pages_trash").on(t.driveId, t.trashedAt).where(sql`${t.trashedAt} IS NOT NULL`),
    index("pages_templates").on(t.driveId, t.id).where(sql`${t.isTemplate}`),
    index("pages_restricted").on(t.driveId).where(sql`${t.accessMode} = 'restricted'`),
    check("pages_type", sql`${t.type} IN ('document', 'folder', 'file')`),
    check("pages_access_mode", sql`${t.accessMode} IN ('inherit', 'restricted')`),
  ],
);

export const pagePermissions = pgTable(
  "page_permissions",
  {
    id: uuid("id").primaryKey(),
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    driveRole: text("drive_role"),
    level: text("level", { enum: ["view", "comment", "edit", "manage"] }).notNull(),
    expiresAt: time("expires_at"),
    grantedBy: uuid("granted_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("page_permissions_user_unique").on(t.pageId, t.userId),
    uniqueIndex("page_permissions_role_unique").on(t.pageId, t.driveRole),
    index("page_permissions_user").on(t.userId),
    index("page_permissions_role").on(t.driveRole).where(sql`${t.driveRole} IS NOT NULL`),
    check("page_permissions_subject", sql`(${t.userId} IS NULL) <> (${t.driveRole} IS NULL)`),
    check("page_permissions_level", sql`${t.level} IN ('view', 'comment', 'edit', 'manage')`),
  ],
);

/** One row for each thing search can find. The vector is made of text segmented in Node. */
export const searchEntries = pgTable(
  "search_entries",
  {
    pageId: uuid("page_id")
      .primaryKey()
      .references(() => pages.id, { onDelete: "cascade" }),
    driveId: uuid("drive_id")
      .notNull()
      .references(() => drives.id, { onDelete: "cascade" }),
    /** The nearest restricted page (itself included), else the drive. */
    scopeId: uuid("scope_id").notNull(),
    type: text("type").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    vector: tsvector("vector").notNull(),
    /** The title as search compares it; none in entries made before there was one. */
    foldedTitle: text("folded_title"),
    /** How many positions of the vector are the title's, then where in the body every eighth after those stands. */
    places: integer("places").array().notNull().default([]),
    /** The way this entry was made; entries made in an older way are made again. */
    indexVersion: integer("index_version").notNull().default(0),
    isTrashed: boolean("trashed").notNull().default(false),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("search_entries_vector").using("gin", t.vector),
    index("search_entries_folded_title").using("gin", sql`coalesce(${t.foldedTitle}, lower(${t.title})) gin_trgm_ops`),
    index("search_entries_version").on(t.indexVersion),
    index("search_entries_scope").on(t.scopeId),
  ],
);

/** Words that occur in texts: others are found inside them, and slips are compared with them. A word may stand twice. */
export const searchWords = pgTable("search_words", { word: textC("word").notNull() }, (t) => [
  index("search_words_word").on(t.word),
  /** Words that end alike: a slip near the beginning leaves the end as it was. */
  index("search_words_backwards").on(sql`reverse(${t.word})`),
  index("search_words_inside").using("gin", sql`${t.word} gin_trgm_ops`),
]);

export const streams = pgTable("streams", {
  /** A drive or a user. */
  id: uuid("id").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull().default(0),
});

export const events = pgTable(
  "events",
  {
    streamId: uuid("stream_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    pageId: uuid("page_id"),
    type: text("type").notNull(),
    payload: jsonb("payload").notNull(),
    actor: uuid("actor"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("events_stream_seq").on(t.streamId, t.seq), index("events_created").on(t.createdAt)],
);

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actorId: uuid("actor_id").notNull(),
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of the parsed input, hex. */
    inputHash: text("input_hash").notNull(),
    output: jsonb("output"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("idempotency_keys_unique").on(t.actorId, t.operation, t.key),
    index("idempotency_keys_created").on(t.createdAt),
  ],
);

export const files = pgTable("files", {
  /** SHA-256 of the bytes, lower-case hex; the name in the store. */
  contentHash: text("content_hash").primaryKey(),
  sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
  mediaType: text("media_type").notNull(),
  preview: text("preview", { enum: ["none", "pending", "ready", "failed"] }).notNull(),
  previewReason: text("preview_reason"),
  text: text("text", { enum: ["none", "pending", "ready", "failed"] }).notNull(),
  textReason: text("text_reason"),
  textContent: text("text_content"),
  attempts: integer("attempts").notNull().default(0),
  createdAt: time("created_at").notNull().defaultNow(),
});

export const pageFiles = pgTable(
  "page_files",
  {
    pageId: uuid("page_id")
      .primaryKey()
      .references(() => pages.id, { onDelete: "cascade" }),
    contentHash: text("content_hash")
      .notNull()
      .references(() => files.contentHash),
    name: text("name").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [index("page_files_hash").on(t.contentHash)],
);
