import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { tableEditing } from "@tiptap/pm/tables";
import type { StepMap } from "@tiptap/pm/transform";
import * as Y from "yjs";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { bindFlow } from "#services/documents/schema/flow/bind-flow.ts";
import { replaceDifference } from "#services/documents/schema/flow/change-editor.ts";
import { containersField, flowField } from "#services/documents/schema/flow/fields.ts";
import { keepThrough } from "#services/documents/schema/flow/kept-ranges.ts";

/** An editor without a window, bound to a Yjs document of its own. */
export interface HeadlessEditor {
  readonly doc: Y.Doc;
  state(): EditorState;
  /** Runs a command as a key press does; false where it does not apply. */
  run(command: (state: EditorState, dispatch: (transaction: Transaction) => void) => boolean): boolean;
  change(make: (transaction: Transaction) => Transaction): void;
  undo(): void;
  redo(): void;
  /** How often the document said something else than the editor had made of it. */
  corrections(): number;
}

export function createHeadlessEditor(clientId?: number): HeadlessEditor {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  const schema = editorSchema();
  const origin = {};
  let corrections = 0;
  const follow = () => {
    state = state.apply(replaceDifference(state.tr, binding.shown().doc));
    binding.adopt(state.doc);
  };
  const binding = bindFlow({ doc, schema, origin, onChange: follow });
  let state = EditorState.create({ doc: binding.shown().doc, plugins: [tableEditing()] });
  const undoing = new Y.UndoManager([doc.getText(flowField), doc.getMap(containersField)], {
    trackedOrigins: new Set([origin]),
    captureTimeout: 0,
  });

  function dispatch(transaction: Transaction): void {
    const before: Node = state.doc;
    const applied = state.applyTransaction(transaction);
    state = applied.state;
    if (state.doc === before) return;
    const maps: readonly StepMap[] = applied.transactions.flatMap(({ mapping }) => mapping.maps);
    binding.write(state.doc, keepThrough(before.content.size, maps));
    if (binding.shown().doc.eq(state.doc)) return;
    corrections += 1;
    follow();
  }

  return {
    doc,
    state: () => state,
    run: (command) => command(state, dispatch),
    change: (make) => dispatch(make(state.tr)),
    undo: () => void undoing.undo(),
    redo: () => void undoing.redo(),
    corrections: () => corrections,
  };
}
