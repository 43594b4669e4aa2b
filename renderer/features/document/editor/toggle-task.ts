import { Extension } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";

/** Mod-Enter ticks the to-do at the caret, or all selected ones; where all are ticked it takes the ticks away. */
export const ToggleTask = Extension.create({
  name: "toggleTask",
  // Before the break that the same keys make.
  priority: 1_050,
  addKeyboardShortcuts() {
    return {
      "Mod-Enter": () => {
        const { view } = this.editor;
        const transaction = view.editable ? toggleTasks(view.state) : undefined;
        if (transaction === undefined) return false;
        view.dispatch(transaction);
        return true;
      },
    };
  },
});

function toggleTasks({ doc, selection, tr }: EditorState): Transaction | undefined {
  const found = new Map<number, boolean>();
  doc.nodesBetween(selection.from, selection.to, (node, position) => {
    if (!node.isTextblock) return;
    const $inside = doc.resolve(position + 1);
    for (let depth = $inside.depth; depth > 0; depth--) {
      const item = $inside.node(depth);
      if (item.type.name !== "taskItem") continue;
      found.set($inside.before(depth), item.attrs["checked"] === true);
      return;
    }
  });
  if (found.size === 0) return undefined;
  const isDone = [...found.values()].some((isChecked) => !isChecked);
  for (const position of found.keys()) tr.setNodeAttribute(position, "checked", isDone);
  return tr;
}
