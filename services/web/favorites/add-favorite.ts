import { eq } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { isFavorite, lastFavoritePosition, lockFavorites } from "./favorite-positions.ts";

export const addFavorite: Handler<"favorites.add"> = async ({ input, actor, tx, publish }) => {
  const { userId } = actor;
  const page = await readPageRow(tx, input.pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
  await lockFavorites(tx, userId);
  if (await isFavorite(tx, userId, page.id)) return {};
  if ((await tx.$count(favorites, eq(favorites.userId, userId))) >= limits.favorites) {
    const message = `There are ${limits.favorites} favourites already, which is as many as there can be; remove one first.`;
    throw new OperationError("conflict", message);
  }
  await tx.insert(favorites).values({ userId, pageId: page.id, position: await lastFavoritePosition(tx, userId) });
  publish(userId, { type: "favorite.changed", actorId: userId });
  return {};
};
