import { type QueryClient, useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { childrenQuery, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { limits } from "#services/contracts/limits.ts";

/** How many requests may ask at once for the levels that stood open. */
const requestsAtStart = 4;

/** What of a drive's tree is loaded. */
export interface TreeModel {
  readonly pages: ReadonlyMap<string, PageSummary>;
  /** Child ids in order; the drive's root has the drive's id. */
  readonly childIds: ReadonlyMap<string, readonly string[]>;
  readonly isRootLoading: boolean;
  readonly rootError: Error | null;
  /** Reads again what could not be read. */
  readonly retry: () => void;
}

/** What the tree holds of a row; a page that has just gone is absent until the tree is built again. */
export interface TreeEntry {
  readonly page: PageSummary | undefined;
}

/** Reads the root and every open page's children, and follows what events do to them. */
export function useTreeModel(driveId: string, expandedIds: readonly string[]): TreeModel {
  const cache = useQueryClient();
  useOpenLevels(driveId, expandedIds);
  const parents = reachableParents(cache, driveId, new Set(expandedIds));
  const results = useQueries({ queries: parents.map((parentId) => childrenQuery(driveId, parentId)), combine });
  const signature = parents.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the parents
  const loaded = useMemo(() => collect(driveId, parents, results.lists), [driveId, signature, results.lists]);
  return useMemo(
    () => ({
      ...loaded,
      isRootLoading: results.isRootLoading,
      rootError: results.rootError,
      retry: () => void cache.refetchQueries({ queryKey: queryKeys.children(driveId, null) }),
    }),
    [cache, driveId, loaded, results.isRootLoading, results.rootError],
  );
}

/**
 * Asks at the start for every level that stood open, together with the root: which of them hang on it is known only level
 * by level. Those that are gone or of another drive are missing in the answer.
 */
function useOpenLevels(driveId: string, expandedIds: readonly string[]): void {
  const cache = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is opened later is asked for as it opens
  useEffect(() => {
    const open = expandedIds.slice(-requestsAtStart * limits.levelsPerRequest + 1);
    for (const parentId of open) void cache.prefetchQuery(childrenQuery(driveId, parentId));
  }, [cache, driveId]);
}

interface Listing {
  readonly data: PageSummary[] | undefined;
  readonly error: Error | null;
}

function combine(results: readonly Listing[]) {
  const [root] = results;
  return {
    lists: results.map(({ data }) => data),
    isRootLoading: root?.data === undefined && root?.error === null,
    rootError: root?.data === undefined ? (root?.error ?? null) : null,
  };
}

function collect(driveId: string, parents: readonly (string | null)[], lists: readonly (PageSummary[] | undefined)[]) {
  const pages = new Map<string, PageSummary>();
  const childIds = new Map<string, readonly string[]>();
  for (const [index, parentId] of parents.entries()) {
    const children = lists[index];
    if (children === undefined) continue;
    for (const page of children) pages.set(page.id, page);
    childIds.set(
      parentId ?? driveId,
      children.map(({ id }) => id),
    );
  }
  return { pages, childIds };
}

/** The root and the open pages that hang on it; an open page that is gone asks for nothing. */
function reachableParents(cache: QueryClient, driveId: string, expanded: ReadonlySet<string>): (string | null)[] {
  const parents: (string | null)[] = [null];
  for (const parentId of parents) {
    const children = cache.getQueryData<PageSummary[]>(queryKeys.children(driveId, parentId));
    for (const { id, hasChildren } of children ?? []) if (hasChildren && expanded.has(id)) parents.push(id);
  }
  return parents;
}
