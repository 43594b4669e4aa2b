import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";

const hitsAtMost = 20;

/** What a search finds in all drives; the hits before stay in view until the new ones are there. */
export function searchQuery(query: string) {
  return queryOptions({
    queryKey: queryKeys.search(query, undefined),
    queryFn: async ({ signal }) => (await api.call("search.query", { query, limit: hitsAtMost }, { signal })).items,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
    retry: false,
  });
}
