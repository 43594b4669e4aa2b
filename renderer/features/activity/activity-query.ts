import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { OperationInput } from "#services/contracts/catalogue.ts";

const entriesPerPage = 40;

/** Of which page or drive, whose, of what kind and since when; what is left out narrows nothing. */
export type ActivityChoice = Pick<OperationInput<"activity.list">, "driveId" | "pageId" | "actorId" | "kind" | "since">;

/** What happened, page by page, the newest first. */
export function activityQuery(choice: ActivityChoice) {
  return infiniteQueryOptions({
    queryKey: queryKeys.activity(choice),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        "activity.list",
        { ...choice, limit: entriesPerPage, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: nothingBefore,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

const nothingBefore: string | null = null;
