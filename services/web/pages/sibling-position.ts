import { and, asc, desc, eq, isNull, lt, ne, type SQL } from "drizzle-orm";
import { generateKeyBetween } from "fractional-indexing";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

export interface Place {
  readonly driveId: string;
  readonly parentId: string | null;
}

/** The live pages of a place, as a condition. */
export function liveChildrenOf(place: Place): SQL | undefined {
  const parent = place.parentId === null ? isNull(pages.parentId) : eq(pages.parentId, place.parentId);
  return and(eq(pages.driveId, place.driveId), parent, isNull(pages.trashedAt));
}

/** A position after every live sibling. The drive is locked. */
export async function lastPosition(tx: Transaction, place: Place, exceptId?: string): Promise<string> {
  const except = exceptId === undefined ? undefined : ne(pages.id, exceptId);
  const [last] = await tx
    .select({ position: pages.position })
    .from(pages)
    .where(and(liveChildrenOf(place), except))
    .orderBy(desc(pages.position))
    .limit(1);
  return generateKeyBetween(last?.position ?? null, null);
}

/** A position right before a sibling for the page that moves. The drive is locked. */
export async function positionBefore(
  tx: Transaction,
  place: Place,
  move: { readonly beforeId: string; readonly movingId: string },
): Promise<string> {
  const siblings = liveChildrenOf(place);
  const [before] = await tx
    .select({ position: pages.position })
    .from(pages)
    .where(and(siblings, eq(pages.id, move.beforeId)))
    .orderBy(asc(pages.position));
  if (!before) throw new OperationError("conflict", "The page to stand before is no longer there; nothing was moved.");
  const [previous] = await tx
    .select({ position: pages.position })
    .from(pages)
    .where(and(siblings, lt(pages.position, before.position), ne(pages.id, move.movingId)))
    .orderBy(desc(pages.position))
    .limit(1);
  return generateKeyBetween(previous?.position ?? null, before.position);
}
