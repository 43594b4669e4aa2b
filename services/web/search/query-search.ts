import * as z from "zod";
import { PageType } from "#services/contracts/page-types.ts";
import { OperationError } from "#services/platform/errors.ts";
import { listBreadcrumbs } from "#services/search/list-breadcrumbs.ts";
import { searchPages } from "#services/search/search-pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** Deepest place in the results a cursor may name: the number of entries that are ranked. */
const Offset = z.coerce.number().int().min(1).max(2_000);

export const querySearch: Handler<"search.query"> = async ({ input, actor, tx }) => {
  const { query, driveId, type, limit } = input;
  const offset = input.cursor === undefined ? 0 : decodeOffset(input.cursor);
  const found = await searchPages(tx, { userId: actor.userId, query, driveId, type, limit: limit + 1, offset });
  const shown = found.slice(0, limit);
  const breadcrumbs = await listBreadcrumbs(
    tx,
    actor.userId,
    shown.map((page) => page.pageId),
  );
  return {
    items: shown.map((page) => ({
      ...page,
      type: PageType.parse(page.type),
      breadcrumb: breadcrumbs.get(page.pageId) ?? [],
    })),
    nextCursor: found.length > limit && offset + limit < 2_000 ? encodeOffset(offset + limit) : null,
  };
};

function encodeOffset(offset: number): string {
  return Buffer.from(String(offset)).toString("base64url");
}

function decodeOffset(cursor: string): number {
  const parsed = Offset.safeParse(Buffer.from(cursor, "base64url").toString());
  if (!parsed.success) throw new OperationError("invalid-input", "The cursor cannot be read; begin without one.");
  return parsed.data;
}
