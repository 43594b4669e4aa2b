import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";

/** The favourite pages of the signed-in person, in their order. */
export function favoritesQuery() {
  return queryOptions({
    queryKey: queryKeys.favorites,
    queryFn: async ({ signal }): Promise<PageSummary[]> => (await api.call("favorites.list", {}, { signal })).items,
  });
}
