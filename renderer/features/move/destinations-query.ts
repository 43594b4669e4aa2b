import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";

const destinationsAtMost = 20;

/** Pages of a drive that are found by these words; those before stay in view until the new ones are there. */
export function destinationsQuery(driveId: string, query: string) {
  return queryOptions({
    queryKey: queryKeys.search(query, driveId),
    queryFn: async ({ signal }) =>
      (await api.call("search.query", { query, driveId, limit: destinationsAtMost }, { signal })).items,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
    retry: false,
  });
}
