import { readDriveAgain } from "#renderer/workspace/drives/read-drive-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of permissions do to the cache. */
export const permissionEvents: EventHandlers<"permission"> = {
  "permission.changed"(cache, { driveId }) {
    readDriveAgain(cache, driveId);
  },
};
