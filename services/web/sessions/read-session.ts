import { installation } from "#services/database/schema/people.ts";
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

export const readSession: Handler<"sessions.read"> = async ({ actor, tx, services }) => {
  const sessions = await listSessions(tx, actor.userId);
  const session = sessions.find((each) => each.id === actor.sessionId);
  const [server] = await tx.select({ id: installation.serverId }).from(installation);
  if (!session || !server) throw new OperationError("unauthenticated", "This session has ended; sign in again.");
  return {
    user: describePerson({ id: actor.userId, name: actor.name, email: actor.email }),
    session: describeSession(session, actor.sessionId),
    serverId: server.id,
    realtimeUrl: services.config.realtime.publicUrl ?? null,
  };
};

export const listOwnSessions: Handler<"sessions.list"> = async ({ actor, tx }) => {
  const sessions = await listSessions(tx, actor.userId);
  return { items: sessions.map((session) => describeSession(session, actor.sessionId)) };
};
