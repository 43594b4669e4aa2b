import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import { Id, Text } from "#services/contracts/shapes.ts";

const Version = z.number().int().min(0).describe("Number of the last change the content includes.");

export const documentOperations = {
  "documents.read": defineOperation({
    method: "GET",
    path: "/documents/{pageId}",
    summary: "Read a document as markdown, HTML, plain text or editor JSON.",
    input: z.object({ pageId: Id, format: z.enum(["markdown", "html", "text", "json"]).default("markdown") }),
    output: z.object({ content: z.string().describe("JSON is given as a string."), version: Version }),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "read",
  }),
  "documents.replace": defineOperation({
    method: "PUT",
    path: "/documents/{pageId}",
    summary: "Replace a document's content by markdown as the smallest change; concurrent typing is merged.",
    input: z.object({
      pageId: Id,
      markdown: Text.describe("At most 5 MB of UTF-8."),
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
