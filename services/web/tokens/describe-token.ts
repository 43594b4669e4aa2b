import type { TokenSummary } from "#services/contracts/operations/tokens.ts";
import type { StoredMcpToken } from "#services/identity/mcp-tokens.ts";

/** A token as its person sees it: without the secret. */
export function describeToken(token: StoredMcpToken): TokenSummary {
  const { id, name, prefix, scope, driveIds } = token;
  return {
    ...{ id, name, prefix, scope },
    driveIds: driveIds && [...driveIds],
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
