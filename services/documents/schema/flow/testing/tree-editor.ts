import { EditorState, type Transaction } from "@tiptap/pm/state";
import { tableEditing } from "@tiptap/pm/tables";
import { initProseMirrorDoc, updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { replaceDifference } from "#services/documents/schema/flow/change-editor.ts";
import type { HeadlessEditor } from "./headless-editor.ts";

/** An editor on a tree of Yjs elements, as its sync plugin does it: what documents were before they were flows. */
export function createTreeEditor(clientId: number): HeadlessEditor {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const schema = editorSchema();
  const tree = doc.getXmlFragment("tree");
  const origin = {};
  let { mapping } = initProseMirrorDoc(tree, schema);
  let state = EditorState.create({ schema, plugins: [tableEditing()] });
  const undoing = new Y.UndoManager(tree, { trackedOrigins: new Set([origin]), captureTimeout: 0 });
  tree.observeDeep((_events, transaction) => {
    if (transaction.origin === origin) return;
    const read = initProseMirrorDoc(tree, schema);
    ({ mapping } = read);
    state = state.apply(replaceDifference(state.tr, read.doc));
  });

  function dispatch(transaction: Transaction): void {
    const before = state.doc;
    state = state.applyTransaction(transaction).state;
    if (state.doc === before) return;
    doc.transact(() => updateYFragment(doc, tree, state.doc, { mapping, isOMark: new Map() }), origin);
  }

  return {
    doc,
    state: () => state,
    run: (command) => command(state, dispatch),
    change: (make) => dispatch(make(state.tr)),
    undo: () => void undoing.undo(),
    redo: () => void undoing.redo(),
    corrections: () => 0,
  };
}
