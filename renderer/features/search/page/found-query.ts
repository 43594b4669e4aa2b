import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { beginOf } from "#renderer/workspace/strings/time-spans.ts";
import { asksForPages, type SearchAddress } from "./search-address.ts";

const hitsPerPage = 30;

/** What a search finds, page by page; the hits before stay in view until the new ones are there. */
export function foundQuery(address: SearchAddress) {
  const { q = "", drive, type, by, changed, tags, trash } = address;
  const query = q.trim();
  return infiniteQueryOptions({
    queryKey: queryKeys.foundPages({ query, drive, type, by, changed, tags, trash }),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        "search.query",
        {
          query,
          limit: hitsPerPage,
          ...(drive === undefined ? {} : { driveId: drive }),
          ...(type === undefined ? {} : { type }),
          ...(by === undefined ? {} : { createdBy: by }),
          ...(changed === undefined ? {} : { changedSince: beginOf(changed, Date.now()) }),
          ...(tags === undefined ? {} : { tagIds: tags }),
          ...(trash === true ? { trashed: "true" } : {}),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: nothingBefore,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    enabled: asksForPages(address),
    staleTime: 0,
    gcTime: 60_000,
    retry: false,
  });
}

const nothingBefore: string | null = null;
