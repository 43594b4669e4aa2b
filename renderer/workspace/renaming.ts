import { create } from "zustand";

/** The page whose title is being edited in the tree. */
export const useRenaming = create<{ readonly pageId: string | null }>(() => ({ pageId: null }));

/** Opens the title of a page for editing where the tree shows it. */
export function startRenaming(pageId: string): void {
  useRenaming.setState({ pageId });
}

/** Closes the title that is being edited. */
export function stopRenaming(): void {
  useRenaming.setState({ pageId: null });
}
