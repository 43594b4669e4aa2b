import { FilePlus2, Upload } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { loadOnceReachable } from "#renderer/components/load-once-reachable.ts";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import {
  findUsualType,
  listMadeByHand,
  type MadeByHand,
  usePageTypes,
} from "#renderer/workspace/page-types/catalogue.ts";
import { shownNewPageShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { pickFiles } from "#renderer/workspace/uploads/pick-files.ts";
import type { UploadPlace } from "#renderer/workspace/uploads/send-file.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { nameWhenShown } from "./newborn-page.ts";
import { usePageActions } from "./page-actions.ts";
import { startRenaming } from "./renaming.ts";

/** A way to make a page of one type. */
export interface NewPageChoice {
  readonly room: MadeByHand;
  readonly label: string;
  readonly labelInside: string;
  /** Shown beside the choice that the shortcut makes. */
  readonly shortcut?: string;
  readonly create: (place: Place) => void;
}

/** What a person can make by hand, in the order in which it is offered everywhere. */
export function useNewPageChoices(): readonly NewPageChoice[] {
  const { t } = useTranslation();
  const createPage = useCreatePage();
  const catalogue = usePageTypes();
  return useMemo(
    () =>
      listMadeByHand(catalogue).map((room, index) => ({
        room,
        label: room.making.label(t),
        labelInside: room.making.labelInside(t),
        ...(index === 0 ? { shortcut: shownNewPageShortcut } : {}),
        create: (place) => createPage(place, room),
      })),
    [catalogue, createPage, t],
  );
}

/** The ways to put something new below a page, or at a drive's root for null. */
export function useNewPageMenu(driveId: string | undefined, parentId: string | null): readonly MenuItem[] {
  const { t } = useTranslation();
  const choices = useNewPageChoices();
  return useMemo(() => {
    if (driveId === undefined) return [];
    const making = choices.map(
      ({ room, label, shortcut, create }): MenuItem => ({
        kind: "action",
        label,
        icon: room.making.icon,
        shortcut,
        takesFocus: true,
        onSelect: () => create({ driveId, parentId }),
      }),
    );
    return [
      ...making,
      {
        kind: "action",
        label: t("page.fromTemplate"),
        icon: FilePlus2,
        takesFocus: true,
        onSelect: () => openDialog({ kind: "templates", place: { driveId, parentId } }),
      },
      {
        kind: "action",
        label: t("page.upload"),
        icon: Upload,
        onSelect: () => pickFiles((files) => void uploadTo({ driveId, parentId }, files)),
      },
    ];
  }, [choices, driveId, parentId, t]);
}

/** Uploads files; the code for it comes with the first of them. */
async function uploadTo(place: UploadPlace, files: readonly File[]): Promise<void> {
  const { uploadFiles } = await loadOnceReachable(() => import("#renderer/workspace/uploads/uploads.ts"));
  uploadFiles(files, place);
}

export interface Place {
  readonly driveId: string;
  readonly parentId: string | null;
}

/** Gives the function that makes an untitled page and goes on to its title, of the usual type where none is named. */
export function useCreatePage(): (place: Place, room?: MadeByHand) => void {
  const actions = usePageActions();
  const openPage = useOpenPage();
  return useMemo(() => {
    async function create(place: Place, room: MadeByHand) {
      const page = await actions.create({ ...place, type: room.type, title: "" });
      if (page === undefined) return;
      if (room.making.begins === "named") return startRenaming(page.id);
      nameWhenShown(page.id);
      openPage(page);
    }
    return (place, room = findUsualType()) => {
      if (room !== undefined) void create(place, room);
    };
  }, [actions, openPage]);
}
