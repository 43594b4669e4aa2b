import { FilePlus2, FolderPlus, Upload } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import { shownNewPageShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { pickFiles } from "#renderer/workspace/uploads/pick-files.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { nameWhenShown } from "./newborn-page.ts";
import { usePageActions } from "./page-actions.ts";
import { startRenaming } from "./renaming.ts";

/** The ways to put something new below a page, or at a drive's root for null. */
export function useNewPageMenu(driveId: string | undefined, parentId: string | null): readonly MenuItem[] {
  const { t } = useTranslation();
  const createPage = useCreatePage();
  return useMemo(() => {
    if (driveId === undefined) return [];
    return [
      {
        kind: "action",
        label: t("page.newDocument"),
        icon: FilePlus2,
        shortcut: shownNewPageShortcut,
        takesFocus: true,
        onSelect: () => createPage({ driveId, parentId }, "document"),
      },
      {
        kind: "action",
        label: t("page.newFolder"),
        icon: FolderPlus,
        takesFocus: true,
        onSelect: () => createPage({ driveId, parentId }, "folder"),
      },
      {
        kind: "action",
        label: t("page.upload"),
        icon: Upload,
        onSelect: () => pickFiles((files) => uploadFiles(files, { driveId, parentId })),
      },
    ];
  }, [createPage, driveId, parentId, t]);
}

interface Place {
  readonly driveId: string;
  readonly parentId: string | null;
}

/** Gives the function that makes an untitled page and goes on to its title: a document opens, a folder is named. */
export function useCreatePage(): (place: Place, type: "document" | "folder") => void {
  const actions = usePageActions();
  const openPage = useOpenPage();
  return useMemo(() => {
    async function create(place: Place, type: "document" | "folder") {
      const page = await actions.create({ ...place, type, title: "" });
      if (page === undefined) return;
      if (type === "folder") return startRenaming(page.id);
      nameWhenShown(page.id);
      openPage(page);
    }
    return (place, type) => void create(place, type);
  }, [actions, openPage]);
}
