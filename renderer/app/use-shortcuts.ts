import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import i18next from "i18next";
import { useEffect } from "react";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { findPageType, takesUsual } from "#renderer/workspace/page-types/catalogue.ts";
import { isChangeable } from "#renderer/workspace/pages/is-changeable.ts";
import { useCreatePage } from "#renderer/workspace/pages/new-page-menu.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { findCachedPage } from "#renderer/workspace/pages/page-queries.ts";
import { type PageState, usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { startRenaming } from "#renderer/workspace/pages/renaming.ts";
import { sendTitle } from "#renderer/workspace/pages/send-titles.ts";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { isShortcut, isWriting, shortcuts } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useCurrentPlace } from "#renderer/workspace/tabs/current-place.ts";
import { useCloseTab } from "#renderer/workspace/tabs/use-close-tab.ts";
import { closeDialog, type OpenDialog, openDialog, useDialog } from "#renderer/workspace/window/dialogs.ts";

/** Listens for the shell's shortcuts. What an editor took for itself is left alone. */
export function useShortcuts(): void {
  const { driveId, pageId } = useCurrentPlace();
  const cache = useQueryClient();
  const router = useRouter();
  const createPage = useCreatePage();
  const closeTab = useCloseTab();

  useEffect(() => {
    function newPage() {
      if (driveId === undefined) return;
      const page = pageId === undefined ? undefined : findCachedPage(cache, pageId);
      const isInside = page !== undefined && findPageType(page.type)?.gathers === true && takesUsual(page.type);
      createPage({ driveId, parentId: isInside ? page.id : (page?.parentId ?? null) });
    }
    const commands: readonly (readonly [string, () => void])[] = [
      [shortcuts.palette, () => toggleDialog({ kind: "palette", startsWith: "pages" })],
      [shortcuts.searchAll, () => void router.navigate({ to: "/search" })],
      [shortcuts.commands, () => toggleDialog({ kind: "palette", startsWith: "commands" })],
      [shortcuts.settings, () => toggleDialog({ kind: "settings" })],
      [shortcuts.shortcutSheet, () => toggleDialog({ kind: "shortcuts" })],
      [shortcuts.sidebar, () => setPreferences({ isSidebarOpen: !usePreferences.getState().isSidebarOpen })],
      [shortcuts.newPage, newPage],
      [shortcuts.newPageInBrowser, newPage],
      [shortcuts.back, () => router.history.back()],
      [shortcuts.forward, () => router.history.forward()],
      [shortcuts.rename, () => (pageId === undefined ? undefined : rename(cache, pageId))],
      [shortcuts.save, () => void sayWhetherSaved(cache, pageId)],
      [shortcuts.closeTab, () => (pageId === undefined ? undefined : closeTab(pageId))],
    ];
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || isWriting(event)) return;
      const command = commands.find(([combination]) => isShortcut(event, combination));
      if (command === undefined) return;
      event.preventDefault();
      command[1]();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [cache, closeTab, createPage, driveId, pageId, router]);
}

/** Goes to the title of the page that is shown, in the page where that has it, else in the tree. */
function rename(cache: QueryClient, pageId: string): void {
  const page = cache.getQueryData<PageDetails>(queryKeys.page(pageId));
  if (page === undefined || !isChangeable(page)) return;
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>("[data-page-title]");
  if (field === null) {
    startRenaming(pageId);
    return;
  }
  field.focus();
  field.select();
}

/** What is typed is saved without being asked: a title is sent at once, and a notice says how things are. */
async function sayWhetherSaved(cache: QueryClient, pageId: string | undefined): Promise<void> {
  if (pageId !== undefined) await sendTitle(cache, pageId);
  const status = pageId === undefined ? undefined : usePageStatus.getState().byPage[pageId];
  if (status === undefined || isFine(status.state))
    showToast({ message: i18next.t(`saving.${wordsOf(status?.state)}`) });
  else showToast({ message: status.sentence ?? i18next.t(`state.${status.state}`) });
}

function isFine(state: PageState): boolean {
  return ["saved", "saving", "loading", "read-only", "locked"].includes(state);
}

function wordsOf(state: PageState | undefined): "onItsWay" | "already" {
  return state === "saving" ? "onItsWay" : "already";
}

/** Opens a dialog, or closes it; an open palette turns from pages to commands and back. */
function toggleDialog(dialog: OpenDialog): void {
  const open = useDialog.getState().dialog;
  const isSame = open?.kind === dialog.kind;
  const isOther = open?.kind === "palette" && dialog.kind === "palette" && open.startsWith !== dialog.startsWith;
  if (isSame && !isOther) closeDialog();
  else openDialog(dialog);
}
