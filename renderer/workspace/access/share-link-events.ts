import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of share links do to the cache. */
export const shareLinkEvents: EventHandlers<"shareLink"> = {
  "shareLink.made"(cache, { pageId }) {
    readAgain(cache, queryKeys.shareLinks(pageId));
  },
  "shareLink.ended"(cache, { pageId }) {
    readAgain(cache, queryKeys.shareLinks(pageId));
  },
};
