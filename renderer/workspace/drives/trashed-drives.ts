import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { readDrivesAgain } from "./read-drives-again.ts";

/** The drives the person put in the trash. */
export function trashedDrivesQuery() {
  return queryOptions({
    queryKey: queryKeys.trashedDrives,
    queryFn: async ({ signal }) => (await api.call("drives.listTrashed", {}, { signal })).items,
  });
}

/** Gets a drive back from the trash. */
export async function restoreDrive(cache: QueryClient, driveId: string): Promise<void> {
  await api.call("drives.restore", { driveId });
  readDriveCame(cache, driveId);
}

/** Reads again what is shown of a drive that went to the trash; its own settings are out of reach. */
export function readDriveWent(cache: QueryClient, driveId: string): void {
  readDrivesAgain(cache, [driveId]);
  readAgain(cache, queryKeys.trashedDrives);
}

/** Reads again what is shown of a drive that came back from the trash. */
export function readDriveCame(cache: QueryClient, driveId: string): void {
  readDriveWent(cache, driveId);
  readAgain(cache, queryKeys.drive(driveId));
}
