import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, Id, Timestamp, TokenName } from "#services/contracts/shapes.ts";

const TokenScope = z.enum(["read", "write"]).describe("`read` changes nothing; `write` may do both.");

export const TokenSummary = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string().describe("The token's beginning, to tell it from others."),
    scope: TokenScope,
    driveIds: z.array(Id).nullable().describe("The only drives it reaches; null: every drive of the person."),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().describe("Null: it does not end by itself."),
    lastUsedAt: Timestamp.nullable().describe("Written at most every 5 minutes; null: never used."),
  })
  .meta({ id: "TokenSummary" });
export type TokenSummary = z.infer<typeof TokenSummary>;

export const tokenOperations = {
  "tokens.create": defineOperation({
    method: "POST",
    path: "/tokens",
    summary: "Create a token by which programs act for the signed-in person, over REST and MCP.",
    input: z.object({
      name: TokenName,
      scope: TokenScope,
      driveIds: z
        .array(Id)
        .min(1)
        .max(limits.drivesPerToken)
        .nullish()
        .describe("The only drives it shall reach. Left out or null: every drive of the person, also later ones."),
      expiresInDays: z
        .number()
        .int()
        .min(1)
        .max(limits.tokenDays)
        .nullish()
        .describe("Left out or null: it holds until it is revoked."),
    }),
    output: z.object({ token: z.string().describe("The secret, shown this once."), summary: TokenSummary }),
    audience: "people",
    requires: [{ kind: "drive", field: "driveIds", level: "view" }],
    transaction: "write",
    secretOutput: true,
  }),
  "tokens.list": defineOperation({
    method: "GET",
    path: "/tokens",
    summary: "List the tokens of the signed-in person, the newest first.",
    input: Empty,
    output: z.object({ items: z.array(TokenSummary) }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "tokens.revoke": defineOperation({
    method: "DELETE",
    path: "/tokens/{tokenId}",
    summary: "Revoke a token of the signed-in person; programs that use it are refused at once.",
    input: z.object({ tokenId: Id }),
    output: Empty,
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "write",
  }),
} as const;
