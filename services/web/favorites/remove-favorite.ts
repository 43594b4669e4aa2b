import { and, eq } from "drizzle-orm";
import { favorites } from "#services/database/schema/favorites.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const removeFavorite: Handler<"favorites.remove"> = async ({ input, actor, tx, publish }) => {
  const { userId } = actor;
  const removed = await tx
    .delete(favorites)
    .where(and(eq(favorites.userId, userId), eq(favorites.pageId, input.pageId)))
    .returning({ pageId: favorites.pageId });
  if (removed.length > 0) publish(userId, { type: "favorite.changed", actorId: userId });
  return {};
};
