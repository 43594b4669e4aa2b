import { create } from "zustand";

/** Whether the sidebar stands over the page in a narrow window. */
export const useSidebarSheet = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

/** Shows or hides the sidebar in a narrow window. */
export function showSidebarSheet(isOpen: boolean): void {
  useSidebarSheet.setState({ isOpen });
}
