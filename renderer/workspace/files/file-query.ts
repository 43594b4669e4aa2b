import { queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { FileDetails } from "#services/contracts/shapes.ts";

/** Where a missed event would leave the page waiting, it looks again by itself after this long, in milliseconds. */
const pendingRefreshMs = 5_000;

/** What is known of a file; events make it read again when its preview or text is there. */
export function fileQuery(pageId: string) {
  return queryOptions({
    queryKey: queryKeys.file(pageId),
    queryFn: ({ signal }): Promise<FileDetails> => api.call("files.read", { pageId }, { signal }),
    refetchInterval: (query) => {
      const { data } = query.state;
      return data?.preview === "pending" || data?.text === "pending" ? pendingRefreshMs : false;
    },
  });
}
