import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of files do to the cache. */
export const fileEvents: EventHandlers<"file"> = {
  "file.processed"(cache, { pageId }) {
    readAgain(cache, queryKeys.file(pageId));
  },
};
