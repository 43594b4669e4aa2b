import { and, gt, inArray, sql } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { sessionTokens } from "#services/database/schema/people.ts";
import type { RealtimeIo } from "#services/realtime/realtime-socket.ts";

/** Closes every socket whose session was revoked or has expired. */
export async function closeEndedSessions(io: RealtimeIo, db: Database): Promise<void> {
  const sockets = [...io.of("/").sockets.values()];
  const sessionIds = [...new Set(sockets.map((socket) => socket.data.sessionId))];
  if (sessionIds.length === 0) return;
  const living = await db
    .select({ id: sessionTokens.id })
    .from(sessionTokens)
    .where(and(inArray(sessionTokens.id, sessionIds), gt(sessionTokens.expiresAt, sql`now()`)));
  const ids = new Set(living.map((session) => session.id));
  for (const socket of sockets) if (!ids.has(socket.data.sessionId)) socket.disconnect(true);
}
