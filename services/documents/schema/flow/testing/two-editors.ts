import type { NodeType } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import * as Y from "yjs";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { createHeadlessEditor, type HeadlessEditor } from "./headless-editor.ts";

export function node(name: string): NodeType {
  const type = editorSchema().nodes[name];
  if (type === undefined) throw new Error(`There is no node ${name}.`);
  return type;
}

export function textOf(editor: HeadlessEditor): string {
  return editor.state().doc.toString();
}

/** Puts the caret behind the first place where some words stand. */
export function caretAfter(editor: HeadlessEditor, words: string): void {
  const { doc } = editor.state();
  let found = 0;
  doc.descendants((child, pos) => {
    const index = child.isText ? (child.text ?? "").indexOf(words) : -1;
    if (index >= 0 && found === 0) found = pos + index + words.length;
  });
  editor.change((transaction) => transaction.setSelection(TextSelection.create(doc, found)));
}

export function type(editor: HeadlessEditor, after: string, words: string): void {
  caretAfter(editor, after);
  editor.change((transaction) => transaction.insertText(words));
}

/** Brings all editors to the same state. */
export function exchange(...editors: readonly HeadlessEditor[]): void {
  for (let round = 0; round < 2; round++) {
    for (const from of editors) {
      const state = Y.encodeStateAsUpdate(from.doc);
      for (const to of editors) if (to !== from) Y.applyUpdate(to.doc, state, "remote");
    }
  }
}

export function writing(words: string): HeadlessEditor {
  const editor = createHeadlessEditor(1);
  editor.change((transaction) => transaction.insertText(words, 1));
  return editor;
}

export function joining(editor: HeadlessEditor, clientId: number): HeadlessEditor {
  const other = createHeadlessEditor(clientId);
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(editor.doc), "remote");
  return other;
}
