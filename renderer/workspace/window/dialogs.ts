import { create } from "zustand";
import { isFocusFree } from "#renderer/components/keep-focus.ts";
import type { DriveSummary, PageSummary } from "#services/contracts/shapes.ts";

/** What can stand over the window; one at a time. */
export type OpenDialog =
  | { readonly kind: "palette"; readonly startsWith: "pages" | "commands" }
  | { readonly kind: "settings" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "create-drive" }
  | { readonly kind: "rename-drive"; readonly drive: DriveSummary }
  | { readonly kind: "move"; readonly page: PageSummary }
  | { readonly kind: "share"; readonly page: PageSummary }
  | { readonly kind: "invite"; readonly drive: DriveSummary };

interface Dialogs {
  readonly dialog: OpenDialog | null;
  /** What stands in the palette's field; it is typed into from the key press on, also while the palette is loaded. */
  readonly paletteText: string;
}

/** The dialog that is open, whichever part of the app opened it. */
export const useDialog = create<Dialogs>(() => ({ dialog: null, paletteText: "" }));

let focusedBefore: Element | null = null;

/** Opens a dialog in place of another. */
export function openDialog(dialog: OpenDialog): void {
  if (useDialog.getState().dialog === null) focusedBefore = document.activeElement;
  const isForCommands = dialog.kind === "palette" && dialog.startsWith === "commands";
  useDialog.setState({ dialog, paletteText: isForCommands ? ">" : "" });
}

/** Writes into the palette's field. */
export function setPaletteText(paletteText: string): void {
  useDialog.setState({ paletteText });
}

/** Puts the focus where it was before the dialogs, unless something took it since. */
export function giveFocusBack(): void {
  if (isFocusFree() && focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true });
  focusedBefore = null;
}

/** Closes the dialog. */
export function closeDialog(): void {
  useDialog.setState({ dialog: null });
}
