import { and, eq } from "drizzle-orm";
import { favorites } from "#services/database/schema/favorites.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { favoritePositionBefore, isFavorite, lastFavoritePosition, lockFavorites } from "./favorite-positions.ts";

export const moveFavorite: Handler<"favorites.move"> = async ({ input, actor, tx, publish }) => {
  const { userId } = actor;
  const { pageId, beforeId } = input;
  if (beforeId === pageId) throw new OperationError("conflict", "A page cannot stand before itself.");
  await lockFavorites(tx, userId);
  if (!(await isFavorite(tx, userId, pageId))) {
    throw new OperationError("conflict", "The page is no favourite any more; add it again first.");
  }
  const position = beforeId
    ? await favoritePositionBefore(tx, userId, { beforeId, movingId: pageId })
    : await lastFavoritePosition(tx, userId);
  await tx
    .update(favorites)
    .set({ position })
    .where(and(eq(favorites.userId, userId), eq(favorites.pageId, pageId)));
  publish(userId, { type: "favorite.changed", actorId: userId });
  return {};
};
