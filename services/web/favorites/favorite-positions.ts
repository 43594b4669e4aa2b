import { and, asc, desc, eq, lt, ne, sql } from "drizzle-orm";
import { generateKeyBetween } from "fractional-indexing";
import type { Transaction } from "#services/database/connection.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { users } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";

/** Lets one change of a person's favourites be made after the other. */
export async function lockFavorites(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ one: sql`1` }).from(users).where(eq(users.id, userId)).for("no key update");
}

/** Whether a page is among a person's favourites. */
export async function isFavorite(tx: Transaction, userId: string, pageId: string): Promise<boolean> {
  return (await tx.$count(favorites, and(eq(favorites.userId, userId), eq(favorites.pageId, pageId)))) > 0;
}

/** A position after all favourites of a person. They are locked. */
export async function lastFavoritePosition(tx: Transaction, userId: string): Promise<string> {
  const [last] = await tx
    .select({ position: favorites.position })
    .from(favorites)
    .where(eq(favorites.userId, userId))
    .orderBy(desc(favorites.position))
    .limit(1);
  return generateKeyBetween(last?.position ?? null, null);
}

/** A position right before a favourite for another one that moves. They are locked. */
export async function favoritePositionBefore(
  tx: Transaction,
  userId: string,
  move: { readonly beforeId: string; readonly movingId: string },
): Promise<string> {
  const own = eq(favorites.userId, userId);
  const [before] = await tx
    .select({ position: favorites.position })
    .from(favorites)
    .where(and(own, eq(favorites.pageId, move.beforeId)))
    .orderBy(asc(favorites.position));
  if (!before) {
    throw new OperationError(
      "conflict",
      "The page to stand before is no favourite any more; the order stays as it was.",
    );
  }
  const [previous] = await tx
    .select({ position: favorites.position })
    .from(favorites)
    .where(and(own, lt(favorites.position, before.position), ne(favorites.pageId, move.movingId)))
    .orderBy(desc(favorites.position))
    .limit(1);
  return generateKeyBetween(previous?.position ?? null, before.position);
}
