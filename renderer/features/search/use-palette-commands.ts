import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  History,
  Keyboard,
  LayoutTemplate,
  LogOut,
  type LucideIcon,
  Moon,
  PanelLeft,
  Plus,
  Printer,
  Search,
  Settings,
  Sun,
  Tag,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { findPageType } from "#renderer/workspace/page-types/catalogue.ts";
import { useNewPageChoices } from "#renderer/workspace/pages/new-page-menu.ts";
import { findCachedPage } from "#renderer/workspace/pages/page-queries.ts";
import { printPage } from "#renderer/workspace/pages/printing.ts";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { useShownTheme } from "#renderer/workspace/preferences/theme.ts";
import { useSignOut } from "#renderer/workspace/session/sign-out.ts";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useCurrentPlace } from "#renderer/workspace/tabs/current-place.ts";
import { closeDialog, openDialog } from "#renderer/workspace/window/dialogs.ts";
import { showPagePanel } from "#renderer/workspace/window/page-panel.ts";
import "./locale-en.ts";

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly run: () => void;
}

const offeredWithoutWords = 3;

/** The commands that fit the words: each word begins one of the label's words. A few without words, all after `>`. */
export function usePaletteCommands(words: string, isForCommands: boolean): readonly PaletteCommand[] {
  const { t } = useTranslation(["app", "search"]);
  const { driveId, pageId } = useCurrentPlace();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const choices = useNewPageChoices();
  const signOut = useSignOut();
  const theme = useShownTheme();
  const isAllowed = useAllowed();
  const isSidebarOpen = usePreferences((preferences) => preferences.isSidebarOpen);

  const adding: readonly PaletteCommand[] =
    driveId === undefined || !isAllowed({ driveId, pageId: null }, "edit")
      ? []
      : choices.map(({ room, label, shortcut, create }) => ({
          id: `new-${room.type}`,
          label,
          icon: room.making.icon,
          ...(shortcut === undefined ? {} : { shortcut }),
          run: () => create({ driveId, parentId: null }),
        }));
  const fromTemplate: readonly PaletteCommand[] =
    driveId === undefined || adding.length === 0
      ? []
      : [
          {
            id: "from-template",
            label: t("page.fromTemplate"),
            icon: LayoutTemplate,
            run: () => openDialog({ kind: "templates", place: { driveId, parentId: null } }),
          },
        ];
  const inDrive: readonly PaletteCommand[] =
    driveId === undefined
      ? []
      : [
          {
            id: "drive-activity",
            label: t("search:driveActivity"),
            icon: History,
            run: () => void navigate({ to: "/d/$driveId/activity", params: { driveId } }),
          },
          {
            id: "trash",
            label: t("sidebar.trash"),
            icon: Trash2,
            run: () => void navigate({ to: "/d/$driveId/trash", params: { driveId } }),
          },
        ];
  const shown = pageId === undefined ? undefined : findCachedPage(cache, pageId);
  const onPage: readonly PaletteCommand[] =
    shown === undefined || findPageType(shown.type)?.prints !== true
      ? []
      : [{ id: "print", label: t("search:print"), icon: Printer, run: () => printPage(shown.id) }];
  const tagging: readonly PaletteCommand[] =
    shown === undefined || shown.isTrashed || !isAllowed({ driveId: shown.driveId, pageId: shown.id }, "edit")
      ? []
      : [{ id: "tag", label: t("search:tag"), icon: Tag, run: () => openDialog({ kind: "tags", pages: [shown] }) }];
  const history: readonly PaletteCommand[] =
    shown === undefined
      ? []
      : [
          {
            id: "activity",
            label: t("search:pageActivity"),
            icon: History,
            run: () => showPagePanel("activity"),
          },
        ];
  const commands: readonly PaletteCommand[] = [
    ...adding,
    ...fromTemplate,
    ...onPage,
    ...tagging,
    ...history,
    ...inDrive,
    {
      id: "search-page",
      label: t("search:searchPage"),
      icon: Search,
      shortcut: showShortcut(shortcuts.searchAll),
      run: () => void navigate({ to: "/search" }),
    },
    { id: "new-drive", label: t("drives.create"), icon: Plus, run: () => openDialog({ kind: "create-drive" }) },
    {
      id: "theme",
      label: t(theme === "dark" ? "search:toLight" : "search:toDark"),
      icon: theme === "dark" ? Sun : Moon,
      run: () => setPreferences({ theme: theme === "dark" ? "light" : "dark" }),
    },
    {
      id: "sidebar",
      label: t("shortcuts.sidebar"),
      icon: PanelLeft,
      shortcut: showShortcut(shortcuts.sidebar),
      run: () => setPreferences({ isSidebarOpen: !isSidebarOpen }),
    },
    {
      id: "settings",
      label: t("settings.title"),
      icon: Settings,
      shortcut: showShortcut(shortcuts.settings),
      run: () => openDialog({ kind: "settings" }),
    },
    {
      id: "shortcuts",
      label: t("shortcuts.title"),
      icon: Keyboard,
      shortcut: showShortcut(shortcuts.shortcutSheet),
      run: () => openDialog({ kind: "shortcuts" }),
    },
    { id: "sign-out", label: t("signOut.action"), icon: LogOut, run: () => void signOut() },
  ];
  const closing = commands.map((command) => ({
    ...command,
    run: () => {
      closeDialog();
      command.run();
    },
  }));
  if (words === "") return isForCommands ? closing : closing.slice(0, offeredWithoutWords);
  return closing.filter(({ label }) => fits(label, words));
}

function fits(label: string, words: string): boolean {
  const parts = label.toLocaleLowerCase().split(/\s+/);
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => parts.some((part) => part.startsWith(word)));
}
