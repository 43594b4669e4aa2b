import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { favoritesQuery } from "./favorites-query.ts";
import "./locale-en.ts";

/** The person's favourites and what they do with them. Each change shows at once and is taken back when it is refused. */
export interface Favorites {
  readonly pages: readonly PageSummary[];
  has(pageId: string): boolean;
  add(page: PageSummary): void;
  remove(pageId: string): void;
  /** Puts one before another one, or with null to the end. */
  move(pageId: string, beforeId: string | null): void;
}

const none: readonly PageSummary[] = [];

/** The favourites, bound to the cache. */
export function useFavorites(): Favorites {
  const { t } = useTranslation("favorites");
  const cache = useQueryClient();
  const pages = useQuery(favoritesQuery()).data ?? none;
  return useMemo(() => {
    function change(next: readonly PageSummary[], send: Promise<unknown>): void {
      void show(cache, next);
      send.catch((error: unknown) => {
        showToast({ message: t("notChanged"), description: sentenceOf(error) });
        return cache.invalidateQueries({ queryKey: queryKeys.favorites });
      });
    }
    return {
      pages,
      has: (pageId) => pages.some(({ id }) => id === pageId),
      add: (page) => change([...pages, page], api.call("favorites.add", { pageId: page.id })),
      remove: (pageId) =>
        change(
          pages.filter(({ id }) => id !== pageId),
          api.call("favorites.remove", { pageId }),
        ),
      move: (pageId, beforeId) =>
        change(placedBefore(pages, pageId, beforeId), api.call("favorites.move", { pageId, beforeId })),
    };
  }, [cache, pages, t]);
}

/** What is on its way is older than what is shown now. */
async function show(cache: QueryClient, next: readonly PageSummary[]): Promise<void> {
  await cache.cancelQueries({ queryKey: queryKeys.favorites });
  cache.setQueryData(queryKeys.favorites, next);
}

/** The pages with one of them before another one, or at the end. */
function placedBefore(pages: readonly PageSummary[], pageId: string, beforeId: string | null): PageSummary[] {
  const moving = pages.filter(({ id }) => id === pageId);
  const rest = pages.filter(({ id }) => id !== pageId);
  const index = rest.findIndex(({ id }) => id === beforeId);
  return rest.toSpliced(index < 0 ? rest.length : index, 0, ...moving);
}
