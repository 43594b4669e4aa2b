import { issueSocketToken } from "#services/identity/socket-tokens.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const issueOwnSocketToken: Handler<"socketTokens.issue"> = async ({ session, tx }) => {
  const { token, expiresAt } = await issueSocketToken(tx, session.sessionId);
  return { token, expiresAt: expiresAt.toISOString() };
};
