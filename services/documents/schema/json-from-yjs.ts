import type * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import type { DocumentJson } from "./document-json.ts";
import { containersField, flowField } from "./flow/fields.ts";
import { jsonFromFlow } from "./flow/json-from-flow.ts";
import { jsonFromTree } from "./json-from-tree.ts";

/** The editor JSON of a Yjs document: reads only, needs no schema and keeps what the schema does not know. */
export function jsonFromYjs(doc: Y.Doc): DocumentJson {
  return isTree(doc) ? jsonFromTree(doc) : jsonFromFlow(doc);
}

/** Whether a document still is a tree of elements, as those before `flowVersion` were. */
export function isTree(doc: Y.Doc): boolean {
  return isEmpty(doc) && doc.getXmlFragment(treeField).length > 0;
}

function isEmpty(doc: Y.Doc): boolean {
  return doc.getText(flowField).length === 0 && doc.getMap(containersField).size === 0;
}
