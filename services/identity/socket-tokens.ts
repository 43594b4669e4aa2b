import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#services/database/connection.ts";
import { socketTokens } from "#services/database/schema/people.ts";
import { createToken, hashToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";

const lifetimeMinutes = 5;
const perMinute = 60;

/** Who opens a socket, and until when their session lives. */
export interface SocketHolder {
  readonly userId: string;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  readonly name: string;
}

/** A token for one socket of a session; refuses a session that asks more than 60 times a minute. */
export async function issueSocketToken(
  tx: Transaction,
  sessionId: string,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  await countIssue(tx, sessionId);
  await tx.execute(sql`DELETE FROM socket_tokens WHERE session_id = ${sessionId} AND expires_at <= now()`);
  const { token, hash } = createToken("sock");
  const [row] = await tx
    .insert(socketTokens)
    .values({ tokenHash: hash, sessionId, expiresAt: sql`now() + make_interval(mins => ${lifetimeMinutes})` })
    .returning({ expiresAt: socketTokens.expiresAt });
  if (!row) throw new Error("The socket token was not stored.");
  return { token, expiresAt: row.expiresAt };
}

/** Counts in the session's row, since a token's own row is gone once it is used. */
async function countIssue(tx: Transaction, sessionId: string): Promise<void> {
  const counted = await tx.execute<{ id: string }>(sql`
    UPDATE session_tokens SET
      sockets_issued = CASE WHEN sockets_since > now() - interval '1 minute' THEN sockets_issued + 1 ELSE 1 END,
      sockets_since = CASE WHEN sockets_since > now() - interval '1 minute' THEN sockets_since ELSE now() END
    WHERE id = ${sessionId} AND (sockets_issued < ${perMinute} OR sockets_since <= now() - interval '1 minute')
    RETURNING id`);
  if (counted.rows.length === 0) {
    throw new OperationError("rate-limited", "This session opened too many connections; try again in a minute.");
  }
}

/** Uses up a socket token: whoever is second, late, or without a living session gets nothing. */
export async function consumeSocketToken(db: Database, token: string): Promise<SocketHolder | undefined> {
  const used = await db.execute<{ userId: string; sessionId: string; name: string; expiresAtMs: number }>(sql`
    DELETE FROM socket_tokens t USING session_tokens s, users u
    WHERE t.token_hash = ${hashToken(token)} AND t.expires_at > now()
      AND s.id = t.session_id AND s.expires_at > now() AND u.id = s.user_id
    RETURNING u.id AS "userId", s.id AS "sessionId", u.name, (extract(epoch FROM s.expires_at) * 1000)::float8 AS "expiresAtMs"`);
  const row = used.rows[0];
  if (!row) return undefined;
  return {
    userId: row.userId,
    sessionId: row.sessionId,
    name: row.name,
    sessionExpiresAt: new Date(row.expiresAtMs),
  };
}
