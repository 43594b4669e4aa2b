import { useQueries } from "@tanstack/react-query";
import { type PageDetails, pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { useCurrentPlace } from "#renderer/workspace/tabs/current-place.ts";
import { useTabs } from "#renderer/workspace/tabs/tabs.ts";

const shownAtMost = 8;

interface RecentPages {
  /** The last first. */
  readonly pages: readonly PageDetails[];
  /** Some may still come. */
  readonly isLoading: boolean;
}

/** The pages the person looked at before this one. */
export function useRecentPages(isWanted: boolean): RecentPages {
  const { pageId } = useCurrentPlace();
  const recentIds = useTabs((tabs) => tabs.recentIds);
  const ids = isWanted ? recentIds.filter((id) => id !== pageId).slice(0, shownAtMost) : [];
  return useQueries({ queries: ids.map((id) => pageQuery(id)), combine });
}

interface Read {
  readonly data: PageDetails | undefined;
  /** Nothing is known yet, and it is asked for; false while the server is away. */
  readonly isLoading: boolean;
}

function combine(results: readonly Read[]): RecentPages {
  return {
    pages: results.flatMap(({ data }) => (data === undefined || data.isTrashed ? [] : [data])),
    isLoading: results.some(({ isLoading }) => isLoading),
  };
}
