import { readDrivesAgain } from "#renderer/workspace/drives/read-drives-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of permissions do to the cache. */
export const permissionEvents: EventHandlers<"permission"> = {
  "permission.changed"(cache, { driveId }) {
    readDrivesAgain(cache, [driveId]);
  },
};
