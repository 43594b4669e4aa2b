import { create } from "zustand";
import { isFocusFree } from "#renderer/components/focus-free.ts";
import type { DriveSummary, PageSummary } from "#services/contracts/shapes.ts";

/** What an icon can be chosen for. */
export type IconOwner =
  | { readonly kind: "page"; readonly page: PageSummary }
  | { readonly kind: "drive"; readonly drive: DriveSummary };

/** What can stand over the window; one at a time. */
export type OpenDialog =
  | { readonly kind: "palette"; readonly startsWith: "pages" | "commands" }
  | { readonly kind: "settings" }
  | { readonly kind: "access-requests" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "create-drive" }
  | { readonly kind: "move"; readonly pages: readonly [PageSummary, ...PageSummary[]] }
  | { readonly kind: "tags"; readonly pages: readonly [PageSummary, ...PageSummary[]] }
  | { readonly kind: "icon"; readonly of: IconOwner }
  | { readonly kind: "cover"; readonly page: PageSummary }
  | { readonly kind: "templates"; readonly place: { readonly driveId: string; readonly parentId: string | null } }
  | { readonly kind: "share"; readonly page: PageSummary }
  | { readonly kind: "invite"; readonly drive: DriveSummary };

interface Dialogs {
  readonly dialog: OpenDialog | null;
  /** What stands in the palette's field; it is typed into from the key press on, also while the palette is loaded. */
  readonly paletteText: string;
  /** Enter that was pressed before the lines for the text were there; it opens the first of them as they come. */
  readonly heldEnter: HeldEnter | null;
}

export interface HeldEnter {
  /** What stood in the field. */
  readonly text: string;
  /** In a tab behind the one that is shown. */
  readonly isBehind: boolean;
}

/** The dialog that is open, whichever part of the app opened it. */
export const useDialog = create<Dialogs>(() => ({ dialog: null, paletteText: "", heldEnter: null }));

let focusedBefore: Element | null = null;

/** Opens a dialog in place of another. */
export function openDialog(dialog: OpenDialog): void {
  if (useDialog.getState().dialog === null) focusedBefore = document.activeElement;
  const isForCommands = dialog.kind === "palette" && dialog.startsWith === "commands";
  useDialog.setState({ dialog, paletteText: isForCommands ? ">" : "", heldEnter: null });
}

/** Writes into the palette's field. */
export function setPaletteText(paletteText: string): void {
  useDialog.setState({ paletteText });
}

/** Keeps Enter until the lines for the text are there. */
export function holdEnter(isBehind: boolean): void {
  useDialog.setState(({ paletteText: text }) => ({ heldEnter: { text, isBehind } }));
}

/** Lets go of an Enter that took effect, or that is not meant any more. */
export function dropHeldEnter(): void {
  useDialog.setState({ heldEnter: null });
}

/** Puts the focus where it was before the dialogs, unless something took it since. */
export function giveFocusBack(): void {
  if (isFocusFree() && focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true });
  focusedBefore = null;
}

/** Closes the dialog. */
export function closeDialog(): void {
  useDialog.setState({ dialog: null, heldEnter: null });
}
