import { type Editor, Extension, isMacOS } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, Selection, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { chunksOf, drawInChunks, markViews } from "./draw-in-chunks.ts";

/** Keeps keys, the caret and the screen quick in long documents. */
export const LongDocuments = Extension.create({
  name: "longDocuments",
  onBeforeCreate() {
    drawInChunks();
    Object.defineProperty(this.editor.extensionManager, "markViews", { value: markViews });
  },
  // A browser finds no place for the caret in what it has not laid out.
  addKeyboardShortcuts() {
    const [toStart, toEnd] = isMacOS() ? ["Mod-ArrowUp", "Mod-ArrowDown"] : ["Mod-Home", "Mod-End"];
    return {
      [toStart]: () => goTo(this.editor, { place: Selection.atStart, isExtending: false }),
      [toEnd]: () => goTo(this.editor, { place: Selection.atEnd, isExtending: false }),
      [`Shift-${toStart}`]: () => goTo(this.editor, { place: Selection.atStart, isExtending: true }),
      [`Shift-${toEnd}`]: () => goTo(this.editor, { place: Selection.atEnd, isExtending: true }),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("longDocuments"),
        props: { markViews },
        view: (view) => {
          const update = keepNear();
          update(view);
          return { update };
        },
      }),
    ];
  },
});

interface FarMove {
  readonly place: (doc: Node) => Selection;
  readonly isExtending: boolean;
}

function goTo({ view }: Editor, { place, isExtending }: FarMove): boolean {
  const { doc, selection, tr } = view.state;
  const there = place(doc);
  const next = isExtending ? TextSelection.between(selection.$anchor, there.$head) : there;
  view.dispatch(tr.setSelection(next).scrollIntoView());
  return true;
}

/** The chunks above and below the caret are always laid out, so that it finds its way into them wherever the screen is. */
function keepNear(): (view: EditorView) => void {
  let kept: readonly HTMLElement[] = [];
  return (view) => {
    const near = chunksOf(view, view.state.selection.$head.index(0));
    for (const element of kept) if (!near.includes(element)) element.style.removeProperty("content-visibility");
    for (const element of near) if (!kept.includes(element)) element.style.setProperty("content-visibility", "visible");
    kept = near;
  };
}
