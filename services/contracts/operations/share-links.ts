import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, Id, secretField, Timestamp } from "#services/contracts/shapes.ts";

const manage = { kind: "page", field: "pageId", level: "manage" } as const;

const ShareLink = z
  .object({
    id: Id,
    prefix: z.string().describe("The beginning of the link's code, to tell links apart."),
    hasSubtree: z.boolean().describe("Whether the pages below it can be read too."),
    hasPassword: z.boolean(),
    isIndexable: z.boolean().describe("Whether search engines may list it."),
    createdBy: z.string().nullable().describe("The name of who made it."),
    isResting: z.boolean().describe("It opens nothing at present: who made it does not manage the page any more."),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
  })
  .meta({ id: "ShareLink" });

export const shareLinkOperations = {
  "shareLinks.create": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/share-links",
    summary: "Make a link by which anybody can read a page without an account.",
    input: z.object({
      pageId: Id,
      hasSubtree: z
        .boolean()
        .default(false)
        .describe("Let the pages below it be read too, apart from restricted ones."),
      isIndexable: z.boolean().default(false).describe("Let search engines list it."),
      password: z
        .string()
        .min(limits.sharePasswordMinCharacters)
        .max(limits.passwordMaxCharacters)
        .meta({ ...secretField, description: "Asked for before anything is shown." })
        .optional(),
      expiresAt: Timestamp.nullish().describe("When the link ends; left out or null: never."),
    }),
    output: z.object({ url: z.string().describe("Shown this once."), link: ShareLink }),
    audience: "people",
    requires: [manage],
    transaction: "write",
    secretOutput: true,
  }),
  "shareLinks.list": defineOperation({
    method: "GET",
    path: "/pages/{pageId}/share-links",
    summary: "List the links by which a page can be read without an account.",
    input: z.object({ pageId: Id }),
    output: z.object({ items: z.array(ShareLink) }),
    audience: "people",
    requires: [manage],
    transaction: "read",
  }),
  "shareLinks.revoke": defineOperation({
    method: "DELETE",
    path: "/pages/{pageId}/share-links/{linkId}",
    summary: "End a link; who opens it from now on sees nothing.",
    input: z.object({ pageId: Id, linkId: Id }),
    output: Empty,
    audience: "people",
    requires: [manage],
    transaction: "write",
  }),
} as const;
