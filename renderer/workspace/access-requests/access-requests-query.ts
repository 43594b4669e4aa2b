import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";

/** Who asks for rights on pages that the signed-in person manages, the oldest first. */
export function accessRequestsQuery() {
  return queryOptions({
    queryKey: queryKeys.accessRequests,
    queryFn: async ({ signal }) => (await api.call("accessRequests.list", {}, { signal })).items,
  });
}
