import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { removePage } from "#renderer/workspace/pages/page-cache.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import "./locale-en.ts";

/** Of several pages those that do not lie below another one of them. */
function listTopmost(pages: readonly PageSummary[], parentOf: (id: string) => string | null | undefined) {
  const ids = new Set(pages.map(({ id }) => id));
  return pages.filter(({ parentId }) => {
    for (let above = parentId; typeof above === "string"; above = parentOf(above) ?? null) {
      if (ids.has(above)) return false;
    }
    return true;
  });
}

/** What a person does with several pages of a drive's tree; each is done for all of them or for none, and can be undone at once. */
export function useManyPages(driveId: string, parentOf: (id: string) => string | null | undefined) {
  const { t } = useTranslation(["selection", "app"]);
  const cache = useQueryClient();
  const refused = (message: string) => (error: unknown) => showToast({ message, description: sentenceOf(error) });
  const undo = (run: () => Promise<unknown>) => ({ label: t("app:common.undo"), onSelect: () => void run() });

  async function readTreeAgain() {
    await Promise.all(
      [queryKeys.childrenOfDrive(driveId), queryKeys.trash(driveId), queryKeys.allPages, queryKeys.favorites].map(
        (queryKey) => cache.invalidateQueries({ queryKey }),
      ),
    );
  }
  return {
    move(pages: readonly PageSummary[]) {
      const [first, ...rest] = listTopmost(pages, parentOf);
      if (first !== undefined) openDialog({ kind: "move", pages: [first, ...rest] });
    },
    tag([first, ...rest]: readonly PageSummary[]) {
      if (first !== undefined) openDialog({ kind: "tags", pages: [first, ...rest] });
    },
    async trash(pages: readonly PageSummary[]) {
      const pageIds = listTopmost(pages, parentOf).map(({ id }) => id);
      for (const id of pageIds) removePage(cache, id);
      async function restore() {
        await api.call("pages.restoreMany", { pageIds }).catch(refused(t("notRestored")));
        await readTreeAgain();
      }
      await api
        .call("pages.trashMany", { pageIds })
        .then(
          () => showToast({ message: t("trashed", { count: pageIds.length }), action: undo(restore) }),
          refused(t("notTrashed")),
        );
      await readTreeAgain();
    },
    async favor(pages: readonly PageSummary[]) {
      const known = cache.getQueryData<readonly PageSummary[]>(queryKeys.favorites) ?? [];
      const pageIds = pages.map(({ id }) => id).filter((id) => !known.some((page) => page.id === id));
      const readAgain = () => cache.invalidateQueries({ queryKey: queryKeys.favorites });
      async function remove() {
        await api.call("favorites.removeMany", { pageIds }).catch(refused(t("notFavored")));
        await readAgain();
      }
      if (pageIds.length === 0) return;
      await api
        .call("favorites.addMany", { pageIds })
        .then(
          () => showToast({ message: t("favored", { count: pageIds.length }), action: undo(remove) }),
          refused(t("notFavored")),
        );
      await readAgain();
    },
  };
}
