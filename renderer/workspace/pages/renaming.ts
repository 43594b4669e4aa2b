import { create } from "zustand";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { showSidebarSheet } from "#renderer/workspace/window/sidebar-sheet.ts";
import { isNarrow } from "#renderer/workspace/window/use-media.ts";

/** The page whose title is being edited in the tree. */
export const useRenaming = create<{ readonly pageId: string | null }>(() => ({ pageId: null }));

/** Opens the title of a page for editing in the tree, which comes into view if it is not. */
export function startRenaming(pageId: string): void {
  if (isNarrow()) showSidebarSheet(true);
  else if (!usePreferences.getState().isSidebarOpen) setPreferences({ isSidebarOpen: true });
  useRenaming.setState({ pageId });
}

/** Closes the title that is being edited. */
export function stopRenaming(): void {
  useRenaming.setState({ pageId: null });
}
