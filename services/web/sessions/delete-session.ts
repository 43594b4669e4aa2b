import { deleteSession } from "#services/identity/sessions.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const deleteOwnSession: Handler<"sessions.delete"> = async ({
  input,
  session: actor,
  tx,
  response,
  rightsChanged,
}) => {
  const sessionId = input.sessionId === "current" ? actor.sessionId : input.sessionId;
  const wasThere = await deleteSession(tx, { userId: actor.userId, sessionId });
  if (!wasThere) throw new OperationError("not-found", "You have no such session.");
  rightsChanged(sessionId);
  if (sessionId === actor.sessionId) response.clearSession();
  return {};
};
