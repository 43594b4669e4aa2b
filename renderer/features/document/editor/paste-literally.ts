import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";

/** Puts a text in as it stands, each of its lines a paragraph; one line, or any text in code, joins what is at the caret. */
export function pasteLiterally(view: EditorView, text: string): void {
  const { state } = view;
  const clean = text.replace(/\r\n?/g, "\n");
  const { $from } = state.selection;
  const isOneLine = !clean.trimEnd().includes("\n");
  if (isOneLine || $from.parent.type.spec.code === true) {
    const transaction = state.tr.insertText($from.parent.type.spec.code === true ? clean : clean.trimEnd());
    view.dispatch(transaction.setMeta("preventAutolink", true).scrollIntoView());
    return;
  }
  const lines = clean.split("\n").filter((line) => line.trim() !== "");
  const paragraphs = Fragment.from(
    lines.map((line) => paragraphOf(state.schema, line)).filter((node) => node !== undefined),
  );
  view.dispatch(
    state.tr
      .replaceSelection(new Slice(paragraphs, 1, 1))
      .setMeta("preventAutolink", true)
      .scrollIntoView(),
  );
}

function paragraphOf(schema: Schema, line: string): Node | undefined {
  return schema.nodes["paragraph"]?.create(null, schema.text(line));
}
