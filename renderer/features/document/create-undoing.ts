import * as Y from "yjs";
import { containersField, flowField } from "#services/documents/schema/flow/fields.ts";
import { editorOrigin } from "./editor-origin.ts";

/** What can be taken back of one's own writing in a document. */
export function createUndoing(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager([doc.getText(flowField), doc.getMap(containersField)], {
    trackedOrigins: new Set([editorOrigin]),
  });
}
