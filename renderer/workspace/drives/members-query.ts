import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";

/** The members of a drive, as far as the person may know them. */
export function membersQuery(driveId: string) {
  return queryOptions({
    queryKey: queryKeys.members(driveId),
    queryFn: async ({ signal }) => (await api.call("members.list", { driveId }, { signal })).items,
  });
}
