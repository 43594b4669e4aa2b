import { useQueryClient } from "@tanstack/react-query";
import {
  Copy,
  CopyPlus,
  CornerDownRight,
  ExternalLink,
  FileDown,
  History,
  Image,
  LayoutTemplate,
  Lock,
  MoveHorizontal,
  PanelTop,
  PencilLine,
  Printer,
  Smile,
  Star,
  StarOff,
  Tag,
  Trash2,
  Upload,
} from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import { showToast } from "#renderer/components/toast.ts";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { useFavorites } from "#renderer/workspace/favorites/use-favorites.ts";
import { findPageType, holdsPages, mayLieBelow, takesFiles } from "#renderer/workspace/page-types/catalogue.ts";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { pickFiles } from "#renderer/workspace/uploads/pick-files.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { showPagePanel } from "#renderer/workspace/window/page-panel.ts";
import "#renderer/workspace/icons/locale-en.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { copyAsMarkdown } from "./copy-as-markdown.ts";
import "./locale-en.ts";
import { setFullWidth, setLocked } from "./change-look.ts";
import { copyPageLink } from "./copy-page-link.ts";
import { markTemplate } from "./mark-template.ts";
import { useNewPageChoices } from "./new-page-menu.ts";
import { usePageActions } from "./page-actions.ts";
import type { PageSummary } from "./page-queries.ts";
import { printPage } from "./printing.ts";
import { startRenaming } from "./renaming.ts";

/** Gives the menu of a page, the same wherever it opens; who may only read it is offered no change. */
export function usePageMenu(): (page: PageSummary) => readonly MenuItem[] {
  const { t } = useTranslation(["app", "favorites", "icons", "pageMenu"]);
  const cache = useQueryClient();
  const favorites = useFavorites();
  const actions = usePageActions();
  const openPage = useOpenPage();
  const choices = useNewPageChoices();
  const isAllowed = useAllowed();
  return useMemo(() => {
    const tellFailure = (changed: Promise<void>) =>
      void changed.catch((error: unknown) =>
        showToast({ message: t("pageMenu:notMarked"), description: sentenceOf(error) }),
      );
    const opening = (page: PageSummary): readonly MenuItem[] => [
      { kind: "action", label: t("tree.open"), icon: ExternalLink, onSelect: () => openPage(page) },
      {
        kind: "action",
        label: t("tree.openInTab"),
        icon: PanelTop,
        onSelect: () => openPage(page, { isBehind: true }),
      },
    ];
    const keeping = (page: PageSummary): readonly MenuItem[] => (page.isTrashed ? [] : [favoriteLine(page)]);
    const favoriteLine = (page: PageSummary): MenuItem =>
      favorites.has(page.id)
        ? {
            kind: "action",
            label: t("favorites:remove"),
            icon: StarOff,
            onSelect: () => favorites.remove(page.id),
          }
        : { kind: "action", label: t("favorites:add"), icon: Star, onSelect: () => favorites.add(page) };
    const copying = (page: PageSummary): MenuItem => ({
      kind: "action",
      label: t("tree.copyLink"),
      icon: Copy,
      onSelect: () =>
        void copyPageLink(page).then((isCopied) =>
          showToast({ message: isCopied ? t("tree.linkCopied") : t("tree.linkNotCopied") }),
        ),
    });
    const history = (page: PageSummary): MenuItem => ({
      kind: "action",
      label: t("pageMenu:activity"),
      icon: History,
      takesFocus: true,
      onSelect: () => {
        showPagePanel("activity");
        openPage(page);
      },
    });
    const copyingText = (page: PageSummary): readonly MenuItem[] =>
      findPageType(page.type)?.isText === true
        ? [
            {
              kind: "action",
              label: t("pageMenu:copyMarkdown"),
              icon: FileDown,
              onSelect: () =>
                void copyAsMarkdown(page).then(
                  (isCopied) =>
                    showToast({ message: t(isCopied ? "pageMenu:markdownCopied" : "pageMenu:markdownNotCopied") }),
                  (error: unknown) =>
                    showToast({ message: t("pageMenu:markdownNotCopied"), description: sentenceOf(error) }),
                ),
            },
          ]
        : [];
    const uploading = (page: PageSummary): MenuItem => ({
      kind: "action",
      label: t("tree.uploadInside"),
      icon: Upload,
      onSelect: () => pickFiles((files) => uploadFiles(files, { driveId: page.driveId, parentId: page.id })),
    });
    const adding = (page: PageSummary): readonly MenuItem[] => [
      { kind: "separator", id: "inside" },
      ...choices
        .filter(({ room }) => mayLieBelow(room.type, page.type))
        .map(
          ({ room, labelInside, create }): MenuItem => ({
            kind: "action",
            label: labelInside,
            icon: room.making.icon,
            takesFocus: true,
            onSelect: () => create({ driveId: page.driveId, parentId: page.id }),
          }),
        ),
      {
        kind: "action",
        label: t("page.fromTemplate"),
        icon: LayoutTemplate,
        takesFocus: true,
        onSelect: () => openDialog({ kind: "templates", place: { driveId: page.driveId, parentId: page.id } }),
      },
      ...(takesFiles(page.type) ? [uploading(page)] : []),
    ];
    const printing = (page: PageSummary): readonly MenuItem[] =>
      findPageType(page.type)?.prints === true
        ? [
            {
              kind: "action",
              label: t("tree.print"),
              icon: Printer,
              onSelect: () => {
                printPage(page.id);
                openPage(page);
              },
            },
          ]
        : [];
    const own = (page: PageSummary): readonly MenuItem[] => findPageType(page.type)?.menuLines?.(page, t) ?? [];
    const changing = (page: PageSummary): readonly MenuItem[] => [
      ...opening(page),
      ...(holdsPages(page.type) ? adding(page) : []),
      ...own(page),
      { kind: "separator", id: "self" },
      {
        kind: "action",
        label: t("tree.rename"),
        icon: PencilLine,
        shortcut: showShortcut(shortcuts.rename),
        isDisabled: page.isLocked === true,
        takesFocus: true,
        onSelect: () => startRenaming(page.id),
      },
      {
        kind: "action",
        label: t("icons:choose"),
        icon: Smile,
        isDisabled: page.isLocked === true,
        takesFocus: true,
        onSelect: () => openDialog({ kind: "icon", of: { kind: "page", page } }),
      },
      ...(holdsPages(page.type)
        ? [
            {
              kind: "action",
              label: t("pageMenu:cover"),
              icon: Image,
              isDisabled: page.isLocked === true,
              takesFocus: true,
              onSelect: () => openDialog({ kind: "cover", page }),
            } as const,
          ]
        : []),
      {
        kind: "action",
        label: t("pageMenu:tags"),
        icon: Tag,
        takesFocus: true,
        onSelect: () => openDialog({ kind: "tags", pages: [page] }),
      },
      {
        kind: "action",
        label: t("tree.move"),
        icon: CornerDownRight,
        takesFocus: true,
        onSelect: () => openDialog({ kind: "move", pages: [page] }),
      },
      {
        kind: "action",
        label: t("tree.duplicate"),
        icon: CopyPlus,
        onSelect: () =>
          void actions.duplicate(page).then((copy) => {
            if (copy !== undefined) openPage(copy);
          }),
      },
      {
        kind: "action",
        label: t(page.isTemplate ? "pageMenu:unmarkTemplate" : "pageMenu:markTemplate"),
        icon: LayoutTemplate,
        onSelect: () => tellFailure(markTemplate(cache, page)),
      },
      {
        kind: "choice",
        label: t("pageMenu:fullWidth"),
        icon: MoveHorizontal,
        isChosen: page.isFullWidth === true,
        onSelect: () => tellFailure(setFullWidth(cache, page)),
      },
      {
        kind: "choice",
        label: t("pageMenu:lock"),
        icon: Lock,
        isChosen: page.isLocked === true,
        onSelect: () => tellFailure(setLocked(cache, page)),
      },
      ...keeping(page),
      copying(page),
      ...copyingText(page),
      ...printing(page),
      history(page),
      { kind: "separator", id: "end" },
      {
        kind: "action",
        label: t("tree.trash"),
        icon: Trash2,
        shortcut: showShortcut(shortcuts.trash),
        isDestructive: true,
        onSelect: () => void actions.trash(page),
      },
    ];
    const reading = (page: PageSummary): readonly MenuItem[] => [
      ...opening(page),
      ...own(page),
      ...keeping(page),
      copying(page),
      ...copyingText(page),
      ...printing(page),
      history(page),
    ];
    return (page) => {
      const canChange = isAllowed({ driveId: page.driveId, pageId: page.id }, "edit");
      return canChange ? changing(page) : reading(page);
    };
  }, [actions, cache, choices, favorites, isAllowed, openPage, t]);
}
