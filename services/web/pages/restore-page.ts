import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import type { PageSummary } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import type { Actor } from "#services/identity/actor.ts";
import { OperationError } from "#services/platform/errors.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { carryDescendants } from "./carry-descendants.ts";
import { readPageSummary } from "./page-summary.ts";
import { type PageRow, readPageRow } from "./read-page-row.ts";
import { refuseUnmanagedCrossing } from "./refuse-unmanaged-crossing.ts";
import { lastPosition, liveChildrenOf } from "./sibling-position.ts";

/** The nearest ancestor that is live: where a page comes back when its parent is gone or trashed. */
async function nearestLiveAncestor(tx: Transaction, page: PageRow): Promise<PageRow | undefined> {
  if (page.ancestorIds.length === 0) return undefined;
  const live = await tx
    .select()
    .from(pages)
    .where(and(inArray(pages.id, page.ancestorIds), isNull(pages.trashedAt)));
  return live.sort((a, b) => b.ancestorIds.length - a.ancestorIds.length)[0];
}

async function freePosition(tx: Transaction, page: PageRow, parentId: string | null): Promise<string> {
  const place = { driveId: page.driveId, parentId };
  if (parentId !== page.parentId) return lastPosition(tx, place);
  const [taken] = await tx
    .select({ id: pages.id })
    .from(pages)
    .where(and(liveChildrenOf(place), eq(pages.position, page.position), ne(pages.id, page.id)));
  return taken ? lastPosition(tx, place) : page.position;
}

type Scope = Pick<TransactionScope, "tx" | "publish" | "rightsChanged"> & { readonly actor: Pick<Actor, "userId"> };

async function restoreOne({ tx, publish, rightsChanged, actor }: Scope, pageId: string): Promise<PageSummary> {
  const page = await readPageRow(tx, pageId);
  if (page.trashRootId === null) throw new OperationError("conflict", "The page is not in the trash.");
  if (page.trashRootId !== page.id) {
    throw new OperationError("conflict", "This page was trashed along with a page above it; restore that one.");
  }
  const parent = await nearestLiveAncestor(tx, page);
  const parentId = parent?.id ?? null;
  const ancestorIds = parent ? [...parent.ancestorIds, parent.id] : [];
  await refuseUnmanagedCrossing(tx, actor.userId, { page, ancestorIds });
  const position = await freePosition(tx, page, parentId);
  await tx
    .update(pages)
    .set({ trashedAt: null, trashRootId: null, parentId, ancestorIds, position })
    .where(eq(pages.id, page.id));
  await tx.update(pages).set({ trashedAt: null, trashRootId: null }).where(eq(pages.trashRootId, page.id));
  if (parentId !== page.parentId) {
    await carryDescendants(tx, page.id, { driveId: page.driveId, ancestorIds });
    rightsChanged(page.driveId);
  }
  await refreshEntries(tx, [page.id]);
  publish(page.driveId, {
    type: "page.restored",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: page.id,
    parentId,
  });
  return readPageSummary(tx, actor.userId, page.id);
}

export const restorePage: Handler<"pages.restore"> = (context) => restoreOne(context, context.input.pageId);

export const restoreManyPages: Handler<"pages.restoreMany"> = async (context) => {
  const items: PageSummary[] = [];
  for (const pageId of new Set(context.input.pageIds)) items.push(await restoreOne(context, pageId));
  return { items };
};
