import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { DriveDetails, DriveSummary } from "#services/contracts/shapes.ts";

/** One drive with its description and its instructions for AI. */
export function driveQuery(driveId: string) {
  return queryOptions({
    queryKey: queryKeys.drive(driveId),
    queryFn: ({ signal }): Promise<DriveDetails> => api.call("drives.read", { driveId }, { signal }),
  });
}

/** Changes what is shown of a drive, wherever it is. */
export function patchDrive(
  cache: QueryClient,
  driveId: string,
  change: Partial<Pick<DriveSummary, "name" | "icon">>,
): void {
  cache.setQueryData<DriveSummary[]>(queryKeys.drives, (drives) =>
    drives?.map((drive) => (drive.id === driveId ? { ...drive, ...change } : drive)),
  );
  cache.setQueryData<DriveDetails>(queryKeys.drive(driveId), (drive) =>
    drive === undefined ? undefined : { ...drive, ...change },
  );
}
