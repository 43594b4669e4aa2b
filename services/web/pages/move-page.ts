import { eq, inArray, sql } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import type { Actor } from "#services/identity/actor.ts";
import { OperationError } from "#services/platform/errors.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { carryDescendants } from "./carry-descendants.ts";
import { requireFitParent } from "./insert-page.ts";
import { leaveDrive } from "./leave-drive.ts";
import { readPageSummary } from "./page-summary.ts";
import { type PageRow, readPageRow } from "./read-page-row.ts";
import { refuseUnmanagedCrossing } from "./refuse-unmanaged-crossing.ts";
import { lastPosition, positionBefore } from "./sibling-position.ts";

function refuseCycle(page: PageRow, parent: PageRow): void {
  if (parent.id === page.id || parent.ancestorIds.includes(page.id)) {
    throw new OperationError("conflict", "A page cannot be moved into itself or into a page below it.");
  }
}

async function refuseTooDeep(q: Queryable, page: PageRow, depth: number): Promise<void> {
  const [deepest] = await q
    .select({ levels: sql<number>`coalesce(max(cardinality(${pages.ancestorIds})), 0)::int` })
    .from(pages)
    .where(sql`${pages.ancestorIds} @> ARRAY[${page.id}]::uuid[]`);
  const below = Math.max(0, (deepest?.levels ?? 0) - page.ancestorIds.length);
  if (depth + below >= limits.treeDepth) {
    throw new OperationError("conflict", `Pages nest at most ${limits.treeDepth} levels deep; nothing was moved.`);
  }
}

interface Move {
  readonly pageId: string;
  readonly driveId?: string | undefined;
  readonly parentId: string | null;
  readonly beforeId?: string | null | undefined;
}

/** The place a page is to move to; refuses one that it does not fit or that the person may not bring it to. */
export async function planMove(q: Queryable, userId: string, move: Omit<Move, "beforeId">) {
  const page = await readPageRow(q, move.pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
  const parent = move.parentId === null ? undefined : await readPageRow(q, move.parentId);
  if (parent) {
    refuseCycle(page, parent);
    requireFitParent(parent, PageType.parse(page.type));
  }
  const ancestorIds = parent ? [...parent.ancestorIds, parent.id] : [];
  await refuseTooDeep(q, page, ancestorIds.length);
  const driveId = move.driveId?.toLowerCase() ?? page.driveId;
  await refuseUnmanagedCrossing(q, userId, { page, driveId, ancestorIds });
  return { page, driveId, parentId: parent?.id ?? null, ancestorIds };
}

type Scope = Pick<TransactionScope, "tx" | "publish" | "rightsChanged">;

/** Moves one page with what lies below it and tells the drives it leaves and comes to. Those are locked. */
export async function moveOnePage(
  { tx, publish, rightsChanged, actor }: Scope & { readonly actor: Pick<Actor, "userId"> },
  move: Move,
): Promise<void> {
  if (move.beforeId === move.pageId) throw new OperationError("conflict", "A page cannot stand before itself.");
  const { page, driveId, parentId, ancestorIds } = await planMove(tx, actor.userId, move);
  const place = { driveId, parentId };
  const position = move.beforeId
    ? await positionBefore(tx, place, { beforeId: move.beforeId, movingId: page.id })
    : await lastPosition(tx, place, page.id);
  await tx
    .update(pages)
    .set({ ...place, ancestorIds, position })
    .where(eq(pages.id, page.id));
  await carryDescendants(tx, page.id, { driveId, ancestorIds });
  const leavesDrive = driveId !== page.driveId;
  if (leavesDrive) rightsChanged(driveId, ...(await leaveDrive(tx, page.id, { from: page.driveId, to: driveId })));
  if (leavesDrive || parentId !== page.parentId) {
    await refreshEntries(tx, [page.id]);
    rightsChanged(page.driveId);
  }
  const moved = { pageId: page.id, parentId, position, fromParentId: page.parentId };
  for (const streamId of new Set([page.driveId, driveId])) {
    publish(streamId, { type: "page.moved", actorId: actor.userId, driveId, ...moved });
  }
}

export const movePage: Handler<"pages.move"> = async (context) => {
  await moveOnePage(context, context.input);
  return readPageSummary(context.tx, context.actor.userId, context.input.pageId);
};

/** Of several pages those that go by themselves: what lies below another one of them goes with that. */
export async function listTopmost(q: Queryable, pageIds: readonly string[]): Promise<string[]> {
  const asked = [...new Set(pageIds.map((id) => id.toLowerCase()))];
  const rows = await q.select({ id: pages.id, above: pages.ancestorIds }).from(pages).where(inArray(pages.id, asked));
  const below = new Set(rows.filter(({ above }) => above.some((id) => asked.includes(id))).map(({ id }) => id));
  return asked.filter((id) => !below.has(id));
}

export const moveManyPages: Handler<"pages.moveMany"> = async (context) => {
  const { pageIds, driveId, parentId, beforeId } = context.input;
  const moving = await listTopmost(context.tx, pageIds);
  // Each stands before the same page, so they come to lie in the order they were named in.
  for (const pageId of moving) await moveOnePage(context, { pageId, driveId, parentId, beforeId });
  const items = [];
  for (const pageId of moving) items.push(await readPageSummary(context.tx, context.actor.userId, pageId));
  return { items };
};
