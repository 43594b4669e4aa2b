import type { Query, QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageDetails, PageSummary } from "#services/contracts/shapes.ts";
import { comparePosition } from "./page-queries.ts";

/** Puts a page among its siblings where those are loaded, in place of an older copy. */
export function insertPage(cache: QueryClient, page: PageSummary): void {
  cache.setQueryData<PageSummary[]>(queryKeys.children(page.driveId, page.parentId), (siblings) =>
    siblings === undefined
      ? undefined
      : [...siblings.filter(({ id }) => id !== page.id), page].toSorted(comparePosition),
  );
  if (page.parentId !== null) patchPage(cache, page.parentId, { hasChildren: true });
  readOnceMore(cache, queryKeys.allChildren);
}

/** Takes a page out of every list of children. */
export function removePage(cache: QueryClient, pageId: string): void {
  for (const [key, siblings] of cache.getQueriesData<PageSummary[]>({ queryKey: queryKeys.allChildren })) {
    if (siblings?.some(({ id }) => id === pageId) !== true) continue;
    const rest = siblings.filter(({ id }) => id !== pageId);
    cache.setQueryData<PageSummary[]>(key, rest);
    const parentId = key[2];
    if (rest.length === 0 && typeof parentId === "string") patchPage(cache, parentId, { hasChildren: false });
  }
  readOnceMore(cache, queryKeys.allChildren);
}

/** Changes what the cache knows of a page wherever it stands, breadcrumbs included. */
export function patchPage(cache: QueryClient, pageId: string, change: Partial<PageSummary>): void {
  for (const queryKey of [queryKeys.allChildren, queryKeys.favorites]) {
    cache.setQueriesData<PageSummary[]>({ queryKey }, (pages) =>
      pages?.some(({ id }) => id === pageId) === true
        ? pages.map((page) => (page.id === pageId ? { ...page, ...change } : page))
        : pages,
    );
    readOnceMore(cache, queryKey);
  }
  const { title, icon } = change;
  cache.setQueriesData<PageDetails>({ queryKey: queryKeys.allPages }, (page) => {
    if (page === undefined) return page;
    if (page.id === pageId) return { ...page, ...change };
    if (!page.breadcrumb.some(({ id }) => id === pageId)) return page;
    return {
      ...page,
      breadcrumb: page.breadcrumb.map((step) =>
        step.id === pageId
          ? { ...step, title: title ?? step.title, icon: icon === undefined ? step.icon : icon }
          : step,
      ),
    };
  });
  readOnceMore(cache, queryKeys.allPages);
}

const readingOnceMore = new WeakSet<Query>();

/** What is on its way from the server may be older than the change just made: it is read again after it is here. */
function readOnceMore(cache: QueryClient, queryKey: readonly unknown[]): void {
  for (const query of cache.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" })) {
    if (readingOnceMore.has(query) || query.promise === undefined) continue;
    readingOnceMore.add(query);
    const again = () => {
      readingOnceMore.delete(query);
      void cache.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    query.promise.then(again, again);
  }
}
