import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { usePageActions } from "./page-actions.ts";
import { insertPage, removePage } from "./page-cache.ts";
import { findNextSibling, type PageSummary } from "./page-queries.ts";

interface MoveOfPages {
  readonly driveId: string;
  readonly parentId: string | null;
  /** The page they come to stand before; null: at the end. */
  readonly beforeId: string | null;
  /** What is said of it. */
  readonly done: string;
  /** Whether it can be undone. */
  readonly mayReturn: boolean;
}

/** Gives what moves pages to one place, all or none, and offers to undo that. */
export function useMovePages(): (pages: readonly PageSummary[], move: MoveOfPages) => Promise<void> {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const actions = usePageActions();
  return async (pages, { driveId, parentId, beforeId, done, mayReturn }) => {
    const places = pages.map((page) => ({
      ...{ pageId: page.id, driveId: page.driveId, parentId: page.parentId },
      beforeId: findNextSibling(cache, page),
    }));
    async function undo() {
      // The last first: what a page stood before is back already.
      for (const place of places.toReversed()) if (!(await actions.move(place))) return;
    }
    try {
      const pageIds = pages.map(({ id }) => id);
      const { items } = await api.call("pages.moveMany", { pageIds, driveId, parentId, beforeId });
      for (const { id } of items) removePage(cache, id);
      for (const page of items) insertPage(cache, page);
      await cache.invalidateQueries({ queryKey: queryKeys.allPages });
      showToast({
        message: done,
        ...(mayReturn ? { action: { label: t("common.undo"), onSelect: () => void undo() } } : {}),
      });
    } catch (error) {
      showToast({ message: t("errors.notMoved"), description: sentenceOf(error) });
    }
  };
}
