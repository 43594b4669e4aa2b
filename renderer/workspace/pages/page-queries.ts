import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageDetails, PageSummary } from "#services/contracts/shapes.ts";

export type { PageDetails, PageSummary };

const pagesPerRequest = 500;

/** A page's title, place and what the person may do with it. */
export function pageQuery(pageId: string) {
  return queryOptions({
    queryKey: queryKeys.page(pageId),
    queryFn: ({ signal }): Promise<PageDetails> => api.call("pages.read", { pageId }, { signal }),
  });
}

/** All children of a page, or of the drive's root for null, in order. */
export function childrenQuery(driveId: string, parentId: string | null) {
  return queryOptions({
    queryKey: queryKeys.children(driveId, parentId),
    queryFn: ({ signal }) => listAll({ driveId, parentId: parentId ?? undefined }, signal),
  });
}

/** What lies in a drive's trash, newest first. */
export function trashQuery(driveId: string) {
  return queryOptions({
    queryKey: queryKeys.trash(driveId),
    queryFn: ({ signal }) => listAll({ driveId, trashed: "true" }, signal),
  });
}

async function listAll(
  input: { driveId: string; parentId?: string | undefined; trashed?: "true" },
  signal: AbortSignal,
): Promise<PageSummary[]> {
  const pages: PageSummary[] = [];
  let cursor: string | null = null;
  do {
    const answer: { items: PageSummary[]; nextCursor: string | null } = await api.call(
      "pages.list",
      { ...input, limit: pagesPerRequest, cursor: cursor ?? undefined },
      { signal },
    );
    pages.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return pages;
}

/** A page as any list in the cache knows it; undefined when none does. */
export function findCachedPage(cache: QueryClient, pageId: string): PageSummary | undefined {
  const details = cache.getQueryData<PageDetails>(queryKeys.page(pageId));
  if (details !== undefined) return details;
  for (const [, pages] of cache.getQueriesData<PageSummary[]>({ queryKey: queryKeys.allChildren })) {
    const page = pages?.find(({ id }) => id === pageId);
    if (page !== undefined) return page;
  }
  return undefined;
}

/** The sibling after a page where its place is loaded; null when it is the last. */
export function findNextSibling(cache: QueryClient, page: PageSummary): string | null {
  const siblings = cache.getQueryData<PageSummary[]>(queryKeys.children(page.driveId, page.parentId)) ?? [];
  return siblings[siblings.findIndex(({ id }) => id === page.id) + 1]?.id ?? null;
}

/** The order of siblings. */
export function comparePosition(left: PageSummary, right: PageSummary): number {
  if (left.position === right.position) return left.id < right.id ? -1 : 1;
  return left.position < right.position ? -1 : 1;
}
