import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of members do to the cache. */
export const memberEvents: EventHandlers<"member"> = {
  "member.added"(cache) {
    readAgain(cache, queryKeys.drives);
  },
  "member.removed"(cache) {
    readAgain(cache, queryKeys.drives);
  },
};
