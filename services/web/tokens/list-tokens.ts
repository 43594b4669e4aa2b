import { listMcpTokens } from "#services/identity/mcp-tokens.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describeToken } from "./describe-token.ts";

export const listTokens: Handler<"tokens.list"> = async ({ session, services }) => {
  const tokens = await listMcpTokens(services.db, session.userId);
  return { items: tokens.map(describeToken) };
};
