import { Extension } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { codeIndent } from "#services/documents/schema/extensions.ts";

/** Tab and Shift-Tab move the whole lines that are selected in code. */
export const IndentCode = Extension.create({
  name: "indentCode",
  // Before the keys of code blocks, which put the blanks where the selection begins.
  priority: 1_050,
  addKeyboardShortcuts() {
    const run = (change: (line: string) => number) => () => {
      const { view } = this.editor;
      const transaction = view.editable ? indentLines(view.state, change) : undefined;
      if (transaction === undefined) return false;
      view.dispatch(transaction);
      return true;
    };
    return {
      Tab: run((line) => (line === "" ? 0 : codeIndent)),
      "Shift-Tab": run(
        (line) => -Math.min(/^(\t| *)/.exec(line)?.[0].length ?? 0, line.startsWith("\t") ? 1 : codeIndent),
      ),
    };
  },
});

/** Puts blanks before each selected line of a code block, or takes some away; undefined where no code is selected. */
function indentLines(state: EditorState, change: (line: string) => number): Transaction | undefined {
  const { $from, $to, empty } = state.selection;
  if (empty || $from.parent.type.name !== "codeBlock" || !$from.sameParent($to)) return undefined;
  const text = $from.parent.textContent;
  const start = $from.start();
  const first = text.lastIndexOf("\n", $from.parentOffset - 1) + 1;
  // A selection that ends before the first sign of a line does not hold that line.
  const end = Math.max($to.parentOffset - 1, first);
  const transaction = state.tr;
  for (let at = first; at <= end && at <= text.length; ) {
    const next = text.indexOf("\n", at);
    const lineEnd = next < 0 ? text.length : next;
    const blanks = change(text.slice(at, lineEnd));
    const place = transaction.mapping.map(start + at);
    if (blanks > 0) transaction.insertText(" ".repeat(blanks), place);
    if (blanks < 0) transaction.delete(place, place - blanks);
    at = lineEnd + 1;
  }
  return transaction;
}
