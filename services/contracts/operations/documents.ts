import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Id, PageType, Text } from "#services/contracts/shapes.ts";

const Version = z.number().int().min(0).describe("Number of the last change the content includes.");

export const documentOperations = {
  "documents.read": defineOperation({
    method: "GET",
    path: "/documents/{pageId}",
    summary:
      "Read a document as markdown, HTML, plain text or editor JSON; markdown and HTML name what it mentions as far as the actor may know it.",
    input: z.object({ pageId: Id, format: z.enum(["markdown", "html", "text", "json"]).default("markdown") }),
    output: z.object({ content: z.string().describe("JSON is given as a string."), version: Version }),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "read",
  }),
  "documents.readMentions": defineOperation({
    method: "POST",
    path: "/documents/{pageId}/mentions",
    summary: "Read the present names of pages and people that a document mentions.",
    input: z.object({
      pageId: Id,
      pageIds: z.array(Id).max(limits.mentionsPerRequest).default([]),
      userIds: z.array(Id).max(limits.mentionsPerRequest).default([]),
    }),
    output: z.object({
      pages: z
        .array(z.object({ id: Id, driveId: Id, type: PageType, title: z.string(), icon: z.string().nullable() }))
        .describe("What is gone or may not be seen is missing."),
      people: z
        .array(z.object({ id: Id, name: z.string() }))
        .describe("Members of the page's drive and those the page mentions as it is stored; others are missing."),
    }),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "documents.replace": defineOperation({
    method: "PUT",
    path: "/documents/{pageId}",
    summary: "Replace a document's content by markdown as the smallest change; concurrent typing is merged.",
    input: z.object({
      pageId: Id,
      markdown: Text.describe(
        "At most 5 MB of UTF-8. A link to `/p/{pageId}` or `/u/{userId}` mentions that page or person: its words are not kept, each reader is shown the present name.",
      ),
      baseVersion: Version.optional().describe(
        "The version the markdown was made from; what others changed since then stays. Left out: the newest.",
      ),
    }),
    output: z.object({ version: Version }),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "edit" }],
    isDestructive: true,
    transaction: "late",
  }),
} as const;
