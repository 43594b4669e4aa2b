import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";

/** Reads again all that is shown of drives, each thing once: rights changed, or events were missed. */
export function readDrivesAgain(cache: QueryClient, driveIds: readonly string[]): void {
  if (driveIds.length === 0) return;
  readAgain(cache, queryKeys.drives);
  readAgain(cache, queryKeys.favorites);
  readAgain(cache, queryKeys.allPages);
  readAgain(cache, queryKeys.allLinks);
  readAgain(cache, queryKeys.allActivity);
  for (const driveId of driveIds) {
    readAgain(cache, queryKeys.childrenOfDrive(driveId));
    readAgain(cache, queryKeys.trash(driveId));
  }
}
