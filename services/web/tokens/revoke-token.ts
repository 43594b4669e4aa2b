import { revokeMcpToken } from "#services/identity/mcp-tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const revokeToken: Handler<"tokens.revoke"> = async ({ input, session, tx, rightsChanged }) => {
  const wasThere = await revokeMcpToken(tx, { userId: session.userId, tokenId: input.tokenId });
  if (!wasThere) throw new OperationError("not-found", "You have no such token; it may be revoked already.");
  rightsChanged(input.tokenId.toLowerCase());
  return {};
};
