import { useQueries } from "@tanstack/react-query";
import { type PageDetails, pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { useCurrentPlace } from "#renderer/workspace/tabs/current-place.ts";
import { useTabs } from "#renderer/workspace/tabs/tabs.ts";

const shownAtMost = 8;

/** The pages the person looked at before this one, the last first. */
export function useRecentPages(isWanted: boolean): readonly PageDetails[] {
  const { pageId } = useCurrentPlace();
  const recentIds = useTabs((tabs) => tabs.recentIds);
  const ids = isWanted ? recentIds.filter((id) => id !== pageId).slice(0, shownAtMost) : [];
  return useQueries({ queries: ids.map((id) => pageQuery(id)), combine: readable });
}

function readable(results: readonly { readonly data: PageDetails | undefined }[]): readonly PageDetails[] {
  return results.flatMap(({ data }) => (data === undefined || data.isTrashed ? [] : [data]));
}
