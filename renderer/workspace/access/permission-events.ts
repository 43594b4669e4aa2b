import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { readDrivesAgain } from "#renderer/workspace/drives/read-drives-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of permissions do to the cache. */
export const permissionEvents: EventHandlers<"permission"> = {
  "permission.changed"(cache, { driveId }) {
    readDrivesAgain(cache, [driveId]);
    // Also of the pages below, which inherit.
    readAgain(cache, queryKeys.allPermissions);
    readAgain(cache, queryKeys.accessRequests);
    readAgain(cache, queryKeys.avatars);
  },
};
