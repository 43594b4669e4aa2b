import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of favourites do to the cache. */
export const favoriteEvents: EventHandlers<"favorite"> = {
  "favorite.changed": (cache) => readAgain(cache, queryKeys.favorites),
};
