import { prepare } from "#services/database/prepare.ts";
import { sealCursor } from "#services/events/cursors.ts";
import { listSessions, type StoredSession } from "#services/identity/sessions.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "./describe-person.ts";

function describeSession(session: StoredSession, currentId: string) {
  return {
    id: session.id,
    isCurrent: session.id === currentId,
    userAgent: session.userAgent,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}

type SessionRow = StoredSession & {
  readonly serverId: string;
  readonly heads: readonly { readonly id: string; readonly seq: number }[] | null;
};

/** A session, with the heads of the streams its person may follow: their own, and those of drives they have a place in. */
const selectSession = prepare<SessionRow>(
  "session",
  `SELECT s.id, s.user_agent AS "userAgent", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
     s.expires_at AS "expiresAt", i.server_id AS "serverId",
     (SELECT json_agg(json_build_object('id', head.id, 'seq', head.seq)) FROM streams head
      WHERE head.id = $2::uuid
        OR head.id IN (SELECT drives_of($2::uuid))) AS heads
   FROM session_tokens s CROSS JOIN installation i
   WHERE s.id = $1::uuid AND s.user_id = $2::uuid AND s.expires_at > now()`,
);

export const readSession: Handler<"sessions.read"> = async ({ session: actor, services }) => {
  const [session] = await selectSession(services.db, [actor.sessionId, actor.userId]);
  if (!session) throw new OperationError("unauthenticated", "This session has ended; sign in again.");
  return {
    user: describePerson({ id: actor.userId, name: actor.name, email: actor.email }),
    isOwner: actor.isOwner,
    canMail: services.config.web.smtpUrl !== undefined,
    session: describeSession(session, actor.sessionId),
    serverId: session.serverId,
    realtimeUrl: services.config.realtime.publicUrl ?? null,
    streams: (session.heads ?? []).map(({ id, seq }) => ({
      id,
      cursor: sealCursor(services.cursorKey, { streamId: id, seq }),
    })),
  };
};

export const listOwnSessions: Handler<"sessions.list"> = async ({ session: actor, services }) => {
  const sessions = await listSessions(services.db, actor.userId);
  return { items: sessions.map((session) => describeSession(session, actor.sessionId)) };
};
