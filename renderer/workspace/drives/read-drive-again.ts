import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";

/** Reads again all that is shown of a drive: rights changed, or events were missed. */
export function readDriveAgain(cache: QueryClient, driveId: string): void {
  readAgain(cache, queryKeys.drives);
  readAgain(cache, queryKeys.childrenOfDrive(driveId));
  readAgain(cache, queryKeys.trash(driveId));
  readAgain(cache, queryKeys.allPages);
}
