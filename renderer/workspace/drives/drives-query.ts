import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";

/** The drives of the signed-in person. */
export function drivesQuery() {
  return queryOptions({
    queryKey: queryKeys.drives,
    queryFn: async ({ signal }): Promise<DriveSummary[]> => (await api.call("drives.list", {}, { signal })).items,
  });
}
