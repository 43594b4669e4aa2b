import type { EditorView } from "@tiptap/pm/view";

/**
 * Lets the editor read the selection that the browser has now. A browser tells of a click or an arrow key only in a task
 * to come, and whatever is shown in the editor before that puts the caret back to where the editor knows it; so this
 * comes before everything that is shown without this person having done something. It does nothing where the editor
 * knows the selection already.
 */
export function noticeSelection({ dom }: EditorView): void {
  dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
}
