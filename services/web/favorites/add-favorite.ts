import { eq } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { isFavorite, lastFavoritePosition, lockFavorites } from "./favorite-positions.ts";

type Scope = Pick<TransactionScope, "tx" | "publish">;

async function addAll({ tx, publish }: Scope, userId: string, pageIds: readonly string[]): Promise<void> {
  let hasAdded = false;
  await lockFavorites(tx, userId);
  for (const pageId of pageIds) {
    const page = await readPageRow(tx, pageId);
    if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
    if (await isFavorite(tx, userId, page.id)) continue;
    if ((await tx.$count(favorites, eq(favorites.userId, userId))) >= limits.favorites) {
      const message = `There are ${limits.favorites} favourites already, which is as many as there can be; remove one first.`;
      throw new OperationError("conflict", message);
    }
    await tx.insert(favorites).values({ userId, pageId: page.id, position: await lastFavoritePosition(tx, userId) });
    hasAdded = true;
  }
  if (hasAdded) publish(userId, { type: "favorite.changed", actorId: userId });
}

export const addFavorite: Handler<"favorites.add"> = async (context) => {
  await addAll(context, context.actor.userId, [context.input.pageId]);
  return {};
};

export const addManyFavorites: Handler<"favorites.addMany"> = async (context) => {
  await addAll(context, context.actor.userId, context.input.pageIds);
  return {};
};
