import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of asked rights do to the cache. */
export const accessRequestEvents: EventHandlers<"accessRequest"> = {
  "accessRequest.changed": (cache) => readAgain(cache, queryKeys.accessRequests),
};
