import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { CellSelection } from "@tiptap/pm/tables";

/**
 * Something can be written above a table, code, quote, image or line that stands first: ArrowUp in its first line, Enter
 * at its very start, or a press above it.
 */
export const WriteAbove = Extension.create({
  name: "writeAbove",
  // Before the keys of tables and code.
  priority: 1_050,
  addKeyboardShortcuts() {
    const run = (find: (state: EditorState) => boolean) => () => {
      const { view } = this.editor;
      if (!view.editable || !isClosed(view.state.doc.firstChild) || !find(view.state)) return false;
      view.dispatch(writeAbove(view.state));
      return true;
    };
    return {
      ArrowUp: run((state) => isInFirst(state) && isInFirstLine(state) && this.editor.view.endOfTextblock("up")),
      Enter: run((state) => isAtStart(state) && state.doc.firstChild?.type.name !== "blockquote"),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("writeAbove"),
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => {
              const first = view.dom.firstElementChild;
              if (event.button !== 0 || event.target !== view.dom || !view.editable || first === null) return false;
              if (event.clientY >= first.getBoundingClientRect().top || !isClosed(view.state.doc.firstChild))
                return false;
              event.preventDefault();
              view.dispatch(writeAbove(view.state));
              view.focus();
              return true;
            },
          },
        },
      }),
    ];
  },
});

/** Whether nothing can be written before a block from inside it. */
export function isClosed(first: Node | null): boolean {
  return first !== null && (!first.isTextblock || first.type.spec.code === true) && !first.type.name.endsWith("List");
}

function isInFirst({ selection, doc }: EditorState): boolean {
  return selection.from <= (doc.firstChild?.nodeSize ?? 0) && selection.$from.index(0) === 0;
}

/** Whether no line of the first block stands above the selection; code is one block of many lines. */
function isInFirstLine({ selection, doc }: EditorState): boolean {
  if (selection instanceof NodeSelection) return selection.from === 0;
  if (!selection.empty || selection instanceof CellSelection) return false;
  const { $from } = selection;
  if ($from.parent.type.spec.code === true) return !$from.parent.textBetween(0, $from.parentOffset).includes("\n");
  for (let depth = 1; depth < $from.depth; depth++) {
    const isRow = $from.node(depth).type.name === "tableRow";
    if (!isRow && $from.index(depth) > 0) return false;
  }
  return doc.firstChild !== null;
}

function isAtStart({ selection, doc }: EditorState): boolean {
  if (selection instanceof NodeSelection) return selection.from === 0;
  if (!(selection instanceof TextSelection) || !selection.empty || selection.$from.parentOffset > 0) return false;
  return selection.from === TextSelection.atStart(doc).from;
}

function writeAbove(state: EditorState): Transaction {
  const transaction = state.tr;
  const paragraph = state.schema.nodes["paragraph"];
  if (paragraph !== undefined) transaction.insert(0, paragraph.create());
  return transaction.setSelection(TextSelection.atStart(transaction.doc)).scrollIntoView();
}
