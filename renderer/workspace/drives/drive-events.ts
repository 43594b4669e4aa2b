import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";
import { readDrivesAgain } from "./read-drives-again.ts";

/** What events of drives do to the cache. */
export const driveEvents: EventHandlers<"drive"> = {
  "drive.created"(cache) {
    readAgain(cache, queryKeys.drives);
  },
  "drive.renamed"(cache, { driveId, name }) {
    cache.setQueryData<DriveSummary[]>(queryKeys.drives, (drives) =>
      drives?.map((drive) => (drive.id === driveId ? { ...drive, name } : drive)),
    );
  },
  "drive.updated"(cache, { driveId, icon }) {
    cache.setQueryData<DriveSummary[]>(queryKeys.drives, (drives) =>
      drives?.map((drive) => (drive.id === driveId ? { ...drive, icon } : drive)),
    );
    readAgain(cache, queryKeys.drive(driveId));
  },
  "drive.trashed": readCameOrWent,
  "drive.restored": readCameOrWent,
};

function readCameOrWent(cache: QueryClient, { driveId }: { readonly driveId: string }): void {
  readDrivesAgain(cache, [driveId]);
  readAgain(cache, queryKeys.drive(driveId));
  readAgain(cache, queryKeys.trashedDrives);
}
