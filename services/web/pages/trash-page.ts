import { and, eq, isNull, or, sql } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "./read-page-row.ts";

export const trashPage: Handler<"pages.trash"> = async ({ input, actor, tx, publish }) => {
  const page = await readPageRow(tx, input.pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash already.");
  await tx
    .update(pages)
    .set({ trashedAt: sql`now()`, trashRootId: page.id })
    .where(
      and(or(eq(pages.id, page.id), sql`${pages.ancestorIds} @> ARRAY[${page.id}]::uuid[]`), isNull(pages.trashedAt)),
    );
  await refreshEntries(tx, [page.id]);
  publish(page.driveId, {
    type: "page.trashed",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: page.id,
    parentId: page.parentId,
  });
  return {};
};
