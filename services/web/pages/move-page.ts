import { eq, sql } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { carryDescendants } from "./carry-descendants.ts";
import { requireFitParent } from "./insert-page.ts";
import { readPageSummary } from "./page-summary.ts";
import { type PageRow, readPageRow } from "./read-page-row.ts";
import { refuseUnmanagedCrossing } from "./refuse-unmanaged-crossing.ts";
import { lastPosition, positionBefore } from "./sibling-position.ts";

function refuseCycle(page: PageRow, parent: PageRow): void {
  if (parent.id === page.id || parent.ancestorIds.includes(page.id)) {
    throw new OperationError("conflict", "A page cannot be moved into itself or into a page below it.");
  }
}

async function refuseTooDeep(tx: Transaction, page: PageRow, depth: number): Promise<void> {
  const [deepest] = await tx
    .select({ levels: sql<number>`coalesce(max(cardinality(${pages.ancestorIds})), 0)::int` })
    .from(pages)
    .where(sql`${pages.ancestorIds} @> ARRAY[${page.id}]::uuid[]`);
  const below = Math.max(0, (deepest?.levels ?? 0) - page.ancestorIds.length);
  if (depth + below >= limits.treeDepth) {
    throw new OperationError("conflict", `Pages nest at most ${limits.treeDepth} levels deep; nothing was moved.`);
  }
}

export const movePage: Handler<"pages.move"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const page = await readPageRow(tx, input.pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
  const parent = input.parentId === null ? undefined : await readPageRow(tx, input.parentId);
  if (parent) {
    refuseCycle(page, parent);
    requireFitParent(parent, PageType.parse(page.type));
  }
  if (input.beforeId === page.id) throw new OperationError("conflict", "A page cannot stand before itself.");
  const ancestorIds = parent ? [...parent.ancestorIds, parent.id] : [];
  await refuseTooDeep(tx, page, ancestorIds.length);
  await refuseUnmanagedCrossing(tx, actor.userId, { page, ancestorIds });

  const place = { driveId: page.driveId, parentId: parent?.id ?? null };
  const position = input.beforeId
    ? await positionBefore(tx, place, { beforeId: input.beforeId, movingId: page.id })
    : await lastPosition(tx, place, page.id);
  await tx.update(pages).set({ parentId: place.parentId, ancestorIds, position }).where(eq(pages.id, page.id));
  await carryDescendants(tx, page.id, ancestorIds);
  if (place.parentId !== page.parentId) {
    await refreshEntries(tx, [page.id]);
    rightsChanged(page.driveId);
  }
  publish(page.driveId, {
    type: "page.moved",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: page.id,
    parentId: place.parentId,
    position,
    fromParentId: page.parentId,
  });
  return readPageSummary(tx, actor.userId, page.id);
};
