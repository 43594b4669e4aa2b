import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** A tag looks different, or is gone, wherever it stands: on pages, in lists of pages and of tags. */
export function showTagsAgain(cache: QueryClient, { driveId }: { readonly driveId: string }): void {
  readAgain(cache, queryKeys.tags(driveId));
  readAgain(cache, queryKeys.childrenOfDrive(driveId));
  readAgain(cache, queryKeys.favorites);
  readAgain(cache, queryKeys.allPages);
}

/** What events of tags do to the cache. */
export const tagEvents: EventHandlers<"tag"> = {
  "tag.created": (cache, { driveId }) => readAgain(cache, queryKeys.tags(driveId)),
  "tag.updated": showTagsAgain,
  "tag.deleted": showTagsAgain,
  "tag.restored": showTagsAgain,
};
