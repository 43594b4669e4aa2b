import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** A press below the last block goes on writing there, also where that block holds no text one could write after. */
export const ClickBelow = Extension.create({
  name: "clickBelow",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("clickBelow"),
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => {
              if (event.button !== 0 || event.target !== view.dom || !view.editable || !isBelow(view, event.clientY)) {
                return false;
              }
              event.preventDefault();
              writeAtEnd(view);
              return true;
            },
          },
        },
      }),
    ];
  },
});

function isBelow(view: EditorView, y: number): boolean {
  const last = view.dom.lastElementChild;
  return last === null || y > last.getBoundingClientRect().bottom;
}

function writeAtEnd(view: EditorView): void {
  const { state } = view;
  const last = state.doc.lastChild;
  const paragraph = state.schema.nodes["paragraph"];
  const transaction = state.tr;
  if (last?.type !== paragraph && paragraph !== undefined) {
    transaction.insert(state.doc.content.size, paragraph.create());
  }
  view.dispatch(transaction.setSelection(TextSelection.atEnd(transaction.doc)).scrollIntoView());
  view.focus();
}
