import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageDetails, PageSummary } from "#services/contracts/shapes.ts";
import { loadLevel, pagesPerRequest } from "./load-level.ts";

export type { PageDetails, PageSummary };

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
    queryFn: async () => {
      const level = await loadLevel(driveId, parentId);
      return [...level.items, ...(await listFrom({ driveId, parentId: parentId ?? undefined }, level.nextCursor))];
    },
  });
}

/** What lies in a drive's trash, newest first. */
export function trashQuery(driveId: string) {
  return queryOptions({
    queryKey: queryKeys.trash(driveId),
    queryFn: async ({ signal }) => {
      const input = { driveId, trashed: "true" } as const;
      const first = await api.call("pages.list", { ...input, limit: pagesPerRequest }, { signal });
      return [...first.items, ...(await listFrom(input, first.nextCursor, signal))];
    },
  });
}

/** What follows a cursor, to the end. */
async function listFrom(
  input: { driveId: string; parentId?: string | undefined; trashed?: "true" },
  from: string | null,
  signal?: AbortSignal,
): Promise<PageSummary[]> {
  const pages: PageSummary[] = [];
  let cursor = from;
  while (cursor !== null) {
    const answer: { items: PageSummary[]; nextCursor: string | null } = await api.call(
      "pages.list",
      { ...input, limit: pagesPerRequest, cursor },
      { signal },
    );
    pages.push(...answer.items);
    cursor = answer.nextCursor;
  }
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
