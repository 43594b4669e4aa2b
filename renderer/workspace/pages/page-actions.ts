import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { isPageType } from "#services/contracts/page-types.ts";
import { insertPage, patchPage, removePage } from "./page-cache.ts";
import { findCachedPage, type PageSummary } from "./page-queries.ts";
import { sendTitle, typeTitle } from "./send-titles.ts";
import { shownTitle } from "./shown-title.ts";

interface NewPage {
  readonly driveId: string;
  readonly parentId: string | null;
  /** A type that is made by hand. */
  readonly type: string;
  readonly title: string;
}

interface Move {
  readonly pageId: string;
  /** Left out: its own drive. */
  readonly driveId?: string;
  readonly parentId: string | null;
  /** The sibling it comes to stand before; null: at the end. */
  readonly beforeId: string | null;
}

/** What a person does with pages. Each shows at once, is taken back when the server refuses, and then says why. */
export interface PageActions {
  /** The new page, or undefined when it was refused. */
  create(page: NewPage): Promise<PageSummary | undefined>;
  /** Gives a page a title, which is kept on this device until the server has it. */
  rename(page: PageSummary, title: string): void;
  /** Whether the page is in its new place. */
  move(move: Move): Promise<boolean>;
  /** Copies a page with what lies below it, right behind it, and offers to undo that; undefined when it was refused. */
  duplicate(page: PageSummary): Promise<PageSummary | undefined>;
  /** Moves a page to the trash and offers to undo it. */
  trash(page: PageSummary): Promise<void>;
  restore(page: PageSummary): Promise<void>;
  /** Deletes a trashed page for ever. */
  delete(page: PageSummary): Promise<void>;
}

/** The actions on pages, bound to the cache. */
export function usePageActions(): PageActions {
  const cache = useQueryClient();
  const { t } = useTranslation();
  return useMemo(() => {
    const refused = (message: string) => (error: unknown) => {
      showToast({ message, description: sentenceOf(error) });
      return undefined;
    };
    const succeeds = (done: Promise<void>, message: string) =>
      done.then(
        () => true,
        (error: unknown) => {
          refused(message)(error);
          return false;
        },
      );
    const titleOf = (page: PageSummary) => shownTitle(page.title);
    const actions: PageActions = {
      create: (page) => createPage(cache, page).catch(refused(t("errors.notCreated"))),
      rename: (page, title) => {
        typeTitle(cache, page, title);
        void sendTitle(cache, page.id);
      },
      duplicate: async (page) => {
        const copy = await duplicatePage(cache, page).catch(refused(t("errors.notDuplicated")));
        if (copy !== undefined) {
          showToast({
            message: t("tree.duplicated", { title: titleOf(page) }),
            action: { label: t("common.undo"), onSelect: () => void actions.trash(copy) },
          });
        }
        return copy;
      },
      move: (move) => succeeds(movePage(cache, move), t("errors.notMoved")),
      trash: (page) =>
        trashPage(cache, page).then(
          () =>
            showToast({
              message: t("trash.trashed", { title: titleOf(page) }),
              action: { label: t("common.undo"), onSelect: () => void actions.restore(page) },
            }),
          refused(t("errors.notTrashed")),
        ),
      restore: (page) => restorePage(cache, page).catch(refused(t("errors.notRestored"))),
      delete: (page) => deletePage(cache, page).catch(refused(t("errors.notDeleted"))),
    };
    return actions;
  }, [cache, t]);
}

async function createPage(cache: QueryClient, page: NewPage): Promise<PageSummary> {
  if (!isPageType(page.type)) throw new Error(`A page of type “${page.type}” cannot be made here.`);
  const created = await api.call("pages.create", { ...page, type: page.type });
  insertPage(cache, created);
  return created;
}

async function duplicatePage(cache: QueryClient, { id, parentId }: PageSummary): Promise<PageSummary> {
  const copy = await api.call("pages.duplicate", { pageId: id, parentId });
  insertPage(cache, copy);
  return copy;
}

async function movePage(cache: QueryClient, move: Move): Promise<void> {
  const { pageId } = move;
  const before = findCachedPage(cache, pageId);
  if (before !== undefined) placeProvisionally(cache, before, move);
  try {
    const moved = await api.call("pages.move", move);
    removePage(cache, pageId);
    insertPage(cache, moved);
    await cache.invalidateQueries({ queryKey: queryKeys.allPages });
  } catch (error) {
    const driveIds = before === undefined ? [] : new Set([before.driveId, move.driveId ?? before.driveId]);
    for (const driveId of driveIds) await cache.invalidateQueries({ queryKey: queryKeys.childrenOfDrive(driveId) });
    throw error;
  }
}

/** Shows the page in its new place until the server has given it a position. */
function placeProvisionally(
  cache: QueryClient,
  page: PageSummary,
  { driveId = page.driveId, parentId, beforeId }: Move,
): void {
  removePage(cache, page.id);
  cache.setQueryData<PageSummary[]>(queryKeys.children(driveId, parentId), (siblings) => {
    if (siblings === undefined) return undefined;
    const index = beforeId === null ? siblings.length : siblings.findIndex(({ id }) => id === beforeId);
    const neighbour = siblings[index] ?? siblings.at(-1);
    return siblings.toSpliced(index < 0 ? siblings.length : index, 0, {
      ...page,
      driveId,
      parentId,
      position: neighbour?.position ?? page.position,
    });
  });
  if (parentId !== null) patchPage(cache, parentId, { hasChildren: true });
}

async function trashPage(cache: QueryClient, page: PageSummary): Promise<void> {
  removePage(cache, page.id);
  try {
    await api.call("pages.trash", { pageId: page.id });
  } catch (error) {
    await cache.invalidateQueries({ queryKey: queryKeys.childrenOfDrive(page.driveId) });
    throw error;
  }
  patchPage(cache, page.id, { isTrashed: true });
  await cache.invalidateQueries({ queryKey: queryKeys.trash(page.driveId) });
}

async function restorePage(cache: QueryClient, page: PageSummary): Promise<void> {
  await api.call("pages.restore", { pageId: page.id });
  await Promise.all([
    cache.invalidateQueries({ queryKey: queryKeys.childrenOfDrive(page.driveId) }),
    cache.invalidateQueries({ queryKey: queryKeys.trash(page.driveId) }),
    cache.invalidateQueries({ queryKey: queryKeys.allPages }),
  ]);
}

async function deletePage(cache: QueryClient, page: PageSummary): Promise<void> {
  await api.call("pages.delete", { pageId: page.id });
  await cache.invalidateQueries({ queryKey: queryKeys.trash(page.driveId) });
}
