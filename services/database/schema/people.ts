import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, time } from "./columns.ts";

/** One row: facts about this installation. */
export const installation = pgTable(
  "installation",
  {
    id: boolean("id").primaryKey().default(true),
    serverId: uuid("server_id").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [check("installation_single", sql`${t.id}`)],
);

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email"),
    passwordHash: text("password_hash"),
    /** The owner of a personal desktop installation, who signs in without a password. */
    isLocal: boolean("local").notNull().default(false),
    /** The owner of the installation. */
    isOwner: boolean("owner").notNull().default(false),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Since when nobody signs in or acts as this person; of deleted accounts too. */
    deactivatedAt: time("deactivated_at"),
    /** Since when only the row is left, which what the person wrote refers to. */
    deletedAt: time("deleted_at"),
  },
  (t) => [
    uniqueIndex("users_email_unique").on(sql`lower(${t.email})`),
    uniqueIndex("users_owner_unique").on(t.isOwner).where(sql`${t.isOwner}`),
  ],
);

/** The pictures by which people are known. */
export const avatars = pgTable("avatars", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Of the bytes, so that another picture has another one. */
  version: text("version").notNull(),
  /** A square WebP of at most 256 pixels a side. */
  webp: bytea("webp").notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
});

export const sessionTokens = pgTable(
  "session_tokens",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: bytea("token_hash").notNull(),
    tokenPrefix: text("token_prefix").notNull(),
    userAgent: text("user_agent"),
    createdAt: time("created_at").notNull().defaultNow(),
    lastSeenAt: time("last_seen_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    /** Socket tokens issued since `sockets_since`, for their limit. */
    socketsIssued: integer("sockets_issued").notNull().default(0),
    socketsSince: time("sockets_since").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("session_tokens_hash_unique").on(t.tokenHash), index("session_tokens_user").on(t.userId)],
);

/** Tokens by which programs act for a person. */
export const mcpTokens = pgTable(
  "mcp_tokens",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    tokenPrefix: text("token_prefix").notNull(),
    scope: text("scope", { enum: ["read", "write"] }).notNull(),
    /** The only drives it reaches; null: every drive of its person. */
    driveIds: uuid("drive_ids").array(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Null: it does not end by itself. */
    expiresAt: time("expires_at"),
    lastUsedAt: time("last_used_at"),
  },
  (t) => [
    uniqueIndex("mcp_tokens_hash_unique").on(t.tokenHash),
    index("mcp_tokens_user").on(t.userId),
    check("mcp_tokens_scope", sql`${t.scope} IN ('read', 'write')`),
  ],
);

/** Single-use tokens for one socket connection. */
export const socketTokens = pgTable(
  "socket_tokens",
  {
    tokenHash: bytea("token_hash").primaryKey(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessionTokens.id, { onDelete: "cascade" }),
    expiresAt: time("expires_at").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [index("socket_tokens_session").on(t.sessionId, t.createdAt)],
);

/** Links by which a person sets a new password, one for each person at most. */
export const passwordResets = pgTable(
  "password_resets",
  {
    tokenHash: bytea("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: time("expires_at").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("password_resets_user_unique").on(t.userId)],
);

export const setupCodes = pgTable("setup_codes", {
  codeHash: bytea("code_hash").primaryKey(),
  createdAt: time("created_at").notNull().defaultNow(),
});

/** Failed sign-ins, by account and address, for the lock-out. */
export const signInFailures = pgTable(
  "sign_in_failures",
  {
    id: uuid("id").primaryKey(),
    /** SHA-256 of the lower-case e-mail. */
    accountHash: bytea("account_hash").notNull(),
    /** An IPv4 address, or the /64 network of an IPv6 one. */
    address: text("address").notNull(),
    failedAt: time("failed_at").notNull().defaultNow(),
  },
  (t) => [
    index("sign_in_failures_account").on(t.accountHash, t.failedAt),
    index("sign_in_failures_address").on(t.address, t.failedAt),
  ],
);

/** Raised in the transaction of every change of rights; what was cached under an older epoch does not count. */
export const accessEpochs = pgTable("access_epochs", {
  /** A drive, a user, a session or a token of a person. */
  subjectId: uuid("subject_id").primaryKey(),
  epoch: bigint("epoch", { mode: "number" }).notNull(),
});
