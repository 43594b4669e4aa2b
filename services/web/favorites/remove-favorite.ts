import { and, eq, inArray } from "drizzle-orm";
import { favorites } from "#services/database/schema/favorites.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";

type Scope = Pick<TransactionScope, "tx" | "publish">;

async function removeAll({ tx, publish }: Scope, userId: string, pageIds: readonly string[]): Promise<void> {
  const removed = await tx
    .delete(favorites)
    .where(and(eq(favorites.userId, userId), inArray(favorites.pageId, [...pageIds])))
    .returning({ pageId: favorites.pageId });
  if (removed.length > 0) publish(userId, { type: "favorite.changed", actorId: userId });
}

export const removeFavorite: Handler<"favorites.remove"> = async (context) => {
  await removeAll(context, context.actor.userId, [context.input.pageId]);
  return {};
};

export const removeManyFavorites: Handler<"favorites.removeMany"> = async (context) => {
  await removeAll(context, context.actor.userId, context.input.pageIds);
  return {};
};
