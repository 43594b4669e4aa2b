import { and, count, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable, Transaction } from "#services/database/connection.ts";
import { accessEpochs, mcpTokens, users } from "#services/database/schema/people.ts";
import type { TokenActor } from "#services/identity/actor.ts";
import { createToken, hashToken } from "#services/identity/tokens.ts";
import { createId } from "#services/platform/uuid-v7.ts";

/** How often at most a token's use is written down. */
const touchMinutes = 5;

export interface McpTokenRequest {
  readonly userId: string;
  readonly name: string;
  readonly scope: "read" | "write";
  readonly driveIds: readonly string[] | null;
  readonly expiresInDays: number | null;
}

export interface StoredMcpToken {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scope: "read" | "write";
  readonly driveIds: readonly string[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface FoundMcpToken {
  readonly actor: TokenActor;
  readonly expiresAt: Date | null;
  readonly tokenEpoch: number;
  readonly userEpoch: number;
}

const shown = {
  id: mcpTokens.id,
  name: mcpTokens.name,
  prefix: mcpTokens.tokenPrefix,
  scope: mcpTokens.scope,
  driveIds: mcpTokens.driveIds,
  createdAt: mcpTokens.createdAt,
  expiresAt: mcpTokens.expiresAt,
  lastUsedAt: mcpTokens.lastUsedAt,
};

const isLive = or(isNull(mcpTokens.expiresAt), gt(mcpTokens.expiresAt, sql`now()`));

/** Stores a new token of a person; the token itself is given out here and nowhere else. */
export async function createMcpToken(
  tx: Queryable,
  request: McpTokenRequest,
): Promise<{ readonly token: string; readonly stored: StoredMcpToken }> {
  const { token, hash, prefix } = createToken("mcp");
  const { userId, name, scope, driveIds, expiresInDays } = request;
  const [stored] = await tx
    .insert(mcpTokens)
    .values({
      id: createId(),
      userId,
      name,
      tokenHash: hash,
      tokenPrefix: prefix,
      scope,
      driveIds: driveIds && [...new Set(driveIds.map((id) => id.toLowerCase()))],
      expiresAt: expiresInDays === null ? null : sql`now() + make_interval(days => ${expiresInDays})`,
    })
    .returning(shown);
  if (!stored) throw new Error("The token was not stored.");
  return { token, stored };
}

/** The tokens of a person that were not revoked, the newest first; those that have expired are among them. */
export async function listMcpTokens(q: Queryable, userId: string): Promise<StoredMcpToken[]> {
  return q.select(shown).from(mcpTokens).where(eq(mcpTokens.userId, userId)).orderBy(desc(mcpTokens.id));
}

/** How many tokens a person has that were not revoked. */
export async function countMcpTokens(q: Queryable, userId: string): Promise<number> {
  const [row] = await q.select({ tokens: count() }).from(mcpTokens).where(eq(mcpTokens.userId, userId));
  return row?.tokens ?? 0;
}

/** The program behind a token, with the epochs of token and person as they stood; undefined where it is unknown, revoked or expired, or its person deactivated. */
export async function findMcpToken(q: Queryable, token: string): Promise<FoundMcpToken | undefined> {
  const ownEpoch = alias(accessEpochs, "own_epoch");
  const userEpoch = alias(accessEpochs, "user_epoch");
  const [row] = await q
    .select({
      actor: {
        userId: users.id,
        name: users.name,
        email: users.email,
        isOwner: users.isOwner,
        tokenId: mcpTokens.id,
        tokenName: mcpTokens.name,
        scope: mcpTokens.scope,
        driveIds: mcpTokens.driveIds,
      },
      expiresAt: mcpTokens.expiresAt,
      isUntouched: sql<boolean>`coalesce(${mcpTokens.lastUsedAt} < now() - make_interval(mins => ${touchMinutes}), true)`,
      tokenEpoch: ownEpoch.epoch,
      userEpoch: userEpoch.epoch,
    })
    .from(mcpTokens)
    .innerJoin(users, eq(users.id, mcpTokens.userId))
    .leftJoin(ownEpoch, eq(ownEpoch.subjectId, mcpTokens.id))
    .leftJoin(userEpoch, eq(userEpoch.subjectId, users.id))
    .where(and(eq(mcpTokens.tokenHash, hashToken(token)), isLive, isNull(users.deactivatedAt)));
  if (!row) return undefined;
  if (row.isUntouched) {
    await q.update(mcpTokens).set({ lastUsedAt: sql`now()` }).where(eq(mcpTokens.id, row.actor.tokenId));
  }
  return {
    actor: { kind: "token", ...row.actor },
    expiresAt: row.expiresAt,
    tokenEpoch: row.tokenEpoch ?? 0,
    userEpoch: row.userEpoch ?? 0,
  };
}

/** Ends a token of a person, wherever it is cached; false when they have no such token. */
export async function revokeMcpToken(
  tx: Transaction,
  token: { readonly userId: string; readonly tokenId: string },
): Promise<boolean> {
  const deleted = await tx
    .delete(mcpTokens)
    .where(and(eq(mcpTokens.id, token.tokenId), eq(mcpTokens.userId, token.userId)))
    .returning({ id: mcpTokens.id });
  if (deleted.length === 0) return false;
  await tx.execute(sql`SELECT raise_epochs(ARRAY[${token.tokenId}]::uuid[])`);
  return true;
}
