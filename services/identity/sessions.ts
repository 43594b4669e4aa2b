import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable, Transaction } from "#services/database/connection.ts";
import { accessEpochs, sessionTokens, users } from "#services/database/schema/people.ts";
import type { PersonActor } from "#services/identity/actor.ts";
import { createToken, hashToken } from "#services/identity/tokens.ts";
import { createId } from "#services/platform/uuid-v7.ts";

/** How long a session lives after it was last seen. */
export const sessionLifetimeDays = 30;
/** How often at most a session's use is written down. */
const touchMinutes = 5;
const userAgentCharacters = 400;

const newExpiry = sql`now() + make_interval(days => ${sessionLifetimeDays})`;

export interface NewSession {
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** Who holds a session, and until when. */
export interface SessionActor extends PersonActor {
  readonly expiresAt: Date;
  /** This very reading moved the session's end away: whoever keeps its token may keep it for as long again. */
  readonly isExtended: boolean;
}

export interface FoundSession {
  readonly actor: SessionActor;
  readonly sessionEpoch: number;
  readonly userEpoch: number;
}

export interface StoredSession {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Starts a session of a person; its token is given out here and nowhere else. */
export async function createSession(
  tx: Queryable,
  owner: { readonly userId: string; readonly userAgent: string | null },
): Promise<NewSession> {
  const { token, hash, prefix } = createToken("sess");
  const sessionId = createId();
  const [row] = await tx
    .insert(sessionTokens)
    .values({
      id: sessionId,
      userId: owner.userId,
      tokenHash: hash,
      tokenPrefix: prefix,
      userAgent: owner.userAgent?.slice(0, userAgentCharacters) ?? null,
      expiresAt: newExpiry,
    })
    .returning({ expiresAt: sessionTokens.expiresAt });
  if (!row) throw new Error("The session was not stored.");
  return { token, sessionId, expiresAt: row.expiresAt };
}

/** The person behind a session token, unless it is unknown or has expired, or the account is deactivated; keeps a used session alive. */
export async function findActor(q: Queryable, token: string): Promise<SessionActor | undefined> {
  return (await findSession(q, token))?.actor;
}

/** Like `findActor`, with the epochs of session and person as they stood when the session was read. */
export async function findSession(q: Queryable, token: string): Promise<FoundSession | undefined> {
  const ownEpoch = alias(accessEpochs, "own_epoch");
  const userEpoch = alias(accessEpochs, "user_epoch");
  const [row] = await q
    .select({
      actor: {
        sessionId: sessionTokens.id,
        userId: users.id,
        name: users.name,
        email: users.email,
        isOwner: users.isOwner,
        expiresAt: sessionTokens.expiresAt,
      },
      isUntouched: sql<boolean>`${sessionTokens.lastSeenAt} < now() - make_interval(mins => ${touchMinutes})`,
      sessionEpoch: ownEpoch.epoch,
      userEpoch: userEpoch.epoch,
    })
    .from(sessionTokens)
    .innerJoin(users, eq(users.id, sessionTokens.userId))
    .leftJoin(ownEpoch, eq(ownEpoch.subjectId, sessionTokens.id))
    .leftJoin(userEpoch, eq(userEpoch.subjectId, users.id))
    .where(
      and(
        eq(sessionTokens.tokenHash, hashToken(token)),
        gt(sessionTokens.expiresAt, sql`now()`),
        isNull(users.deactivatedAt),
      ),
    );
  if (!row) return undefined;
  const touchedUntil = row.isUntouched ? await touchSession(q, row.actor.sessionId) : undefined;
  return {
    actor: {
      kind: "user",
      ...row.actor,
      expiresAt: touchedUntil ?? row.actor.expiresAt,
      isExtended: touchedUntil !== undefined,
    },
    sessionEpoch: row.sessionEpoch ?? 0,
    userEpoch: row.userEpoch ?? 0,
  };
}

async function touchSession(q: Queryable, sessionId: string): Promise<Date | undefined> {
  const [row] = await q
    .update(sessionTokens)
    .set({ lastSeenAt: sql`now()`, expiresAt: newExpiry })
    .where(eq(sessionTokens.id, sessionId))
    .returning({ expiresAt: sessionTokens.expiresAt });
  return row?.expiresAt;
}

/** The live sessions of a person, the last used first. */
export async function listSessions(q: Queryable, userId: string): Promise<StoredSession[]> {
  return q
    .select({
      id: sessionTokens.id,
      userAgent: sessionTokens.userAgent,
      createdAt: sessionTokens.createdAt,
      lastSeenAt: sessionTokens.lastSeenAt,
      expiresAt: sessionTokens.expiresAt,
    })
    .from(sessionTokens)
    .where(and(eq(sessionTokens.userId, userId), gt(sessionTokens.expiresAt, sql`now()`)))
    .orderBy(desc(sessionTokens.lastSeenAt), desc(sessionTokens.id));
}

/** Ends a session of a person, wherever it is cached or connected; false when they have no such session. */
export async function deleteSession(
  tx: Transaction,
  session: { readonly userId: string; readonly sessionId: string },
): Promise<boolean> {
  const deleted = await tx
    .delete(sessionTokens)
    .where(and(eq(sessionTokens.id, session.sessionId), eq(sessionTokens.userId, session.userId)))
    .returning({ id: sessionTokens.id });
  if (deleted.length === 0) return false;
  await tx.execute(sql`SELECT raise_epochs(ARRAY[${session.sessionId}]::uuid[])`);
  return true;
}

/** Ends every session of a person but the excepted one, wherever they are cached or connected; gives their ids. */
export async function deleteSessionsOf(
  tx: Transaction,
  { userId, exceptId }: { readonly userId: string; readonly exceptId?: string },
): Promise<string[]> {
  const isOther = exceptId === undefined ? undefined : ne(sessionTokens.id, exceptId);
  const deleted = await tx
    .delete(sessionTokens)
    .where(and(eq(sessionTokens.userId, userId), isOther))
    .returning({ id: sessionTokens.id });
  const ids = deleted.map(({ id }) => id);
  if (ids.length > 0) await tx.execute(sql`SELECT raise_epochs(${sql.param(ids)}::uuid[])`);
  return ids;
}
