import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Cursor, Id, PageType, Text, Timestamp } from "#services/contracts/shapes.ts";

export const SearchHit = z
  .object({
    pageId: Id,
    driveId: Id,
    type: PageType,
    title: z.string(),
    icon: z.string().nullable(),
    snippet: z.string().describe("Plain text around the hit; found words stand between U+E000 and U+E001."),
    breadcrumb: z.array(z.string()).describe("Titles from the drive down to the parent, as far as visible."),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof SearchHit>;

/** Ids in one text, as an address holds them. */
const TagIds = z
  .string()
  .max(limits.tagsPerSearch * 37)
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})*$/i, {
    error: "must be UUIDs with commas between them",
  });

export const searchOperations = {
  "search.query": defineOperation({
    method: "GET",
    path: "/search",
    summary: "Search titles, documents and file text the actor may see, best first.",
    input: z.object({
      query: Text.max(limits.queryCharacters)
        .default("")
        .describe(
          'Words that must all occur. `"two words"` side by side, `-word` excluded, `title:word` in the title. Empty, where `tagIds`, `createdBy`, `changedSince` or `changedBefore` are given: all pages that these leave, those changed last first.',
        ),
      driveId: Id.optional(),
      type: PageType.optional(),
      tagIds: TagIds.optional().describe("Ids of tags, with commas between them; the pages carry all of these."),
      createdBy: Id.optional().describe("Who made the pages."),
      changedSince: Timestamp.optional().describe("Changed last at this time or later."),
      changedBefore: Timestamp.optional().describe("Changed last before this time."),
      trashed: z.enum(["true", "false"]).optional().describe("`true` searches the trash instead."),
      cursor: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({ items: z.array(SearchHit), nextCursor: Cursor.nullable() }),
    audience: "everyone",
    requires: [{ kind: "drive", field: "driveId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
} as const;
