import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

/**
 * Tells the empty first line of an item while the caret is in it. An item begins with a line by the schema; where a
 * heading or code follows an empty one, it takes no room but for that while (`nesting.css`).
 */
export const EmptyItemLine = Extension.create({
  name: "emptyItemLine",
  addProseMirrorPlugins() {
    return [new Plugin({ key: new PluginKey("emptyItemLine"), props: { decorations: markLine } })];
  },
});

function markLine({ doc, selection }: EditorState): DecorationSet | null {
  const { $head } = selection;
  const { parent, depth } = $head;
  const around = depth > 0 ? $head.node(depth - 1) : undefined;
  const isItem = around?.type.name === "listItem" || around?.type.name === "taskItem";
  const isEmptyLine = parent.type.name === "paragraph" && parent.content.size === 0;
  if (!isItem || !isEmptyLine || $head.index(depth - 1) > 0) return null;
  return DecorationSet.create(doc, [Decoration.node($head.before(), $head.after(), { class: "has-caret" })]);
}
