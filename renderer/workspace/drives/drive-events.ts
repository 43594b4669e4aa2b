import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";

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
};
