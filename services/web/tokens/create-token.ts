import { limits } from "#services/contracts/limits.ts";
import { countMcpTokens, createMcpToken } from "#services/identity/mcp-tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describeToken } from "./describe-token.ts";

export const createToken: Handler<"tokens.create"> = async ({ input, session, tx }) => {
  if ((await countMcpTokens(tx, session.userId)) >= limits.tokensPerPerson) {
    const message = `You have ${limits.tokensPerPerson} tokens, which is as many as there may be; revoke one first.`;
    throw new OperationError("conflict", message);
  }
  const { token, stored } = await createMcpToken(tx, {
    userId: session.userId,
    name: input.name,
    scope: input.scope,
    driveIds: input.driveIds ?? null,
    expiresInDays: input.expiresInDays ?? null,
  });
  return { token, summary: describeToken(stored) };
};
