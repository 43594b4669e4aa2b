import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";

/** A tag with how many pages carry it, as far as the person may see those. */
export type CountedTag = OperationOutput<"tags.list">["items"][number];

/** The tags of a drive, by name. */
export function tagsQuery(driveId: string) {
  return queryOptions({
    queryKey: queryKeys.tags(driveId),
    queryFn: async ({ signal }): Promise<CountedTag[]> => (await api.call("tags.list", { driveId }, { signal })).items,
  });
}
