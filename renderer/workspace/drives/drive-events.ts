import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";
import { patchDrive } from "./drive-query.ts";
import { readDriveCame, readDriveWent } from "./trashed-drives.ts";

/** What events of drives do to the cache. */
export const driveEvents: EventHandlers<"drive"> = {
  "drive.created"(cache) {
    readAgain(cache, queryKeys.drives);
  },
  "drive.renamed"(cache, { driveId, name }) {
    patchDrive(cache, driveId, { name });
  },
  "drive.updated"(cache, { driveId, icon }) {
    patchDrive(cache, driveId, { icon });
    readAgain(cache, queryKeys.drive(driveId));
  },
  "drive.trashed": (cache, { driveId }) => readDriveWent(cache, driveId),
  "drive.restored": (cache, { driveId }) => readDriveCame(cache, driveId),
};
