import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { isTree, jsonFromYjs } from "./json-from-yjs.ts";
import { markdownFromDocument } from "./markdown.ts";
import { findUnknownContent } from "./unknown-content.ts";
import { writeJsonToYjs } from "./yjs.ts";

/**
 * The update that turns a document from a tree of elements into a flow of words: the words are written anew and the
 * tree goes. Null where it is no tree. Verified: throws where the flow would not say what the tree says, or where the
 * tree holds something unknown.
 */
export function flowFromTree(doc: Y.Doc): Uint8Array | null {
  if (!isTree(doc)) return null;
  const before = jsonFromYjs(doc);
  const unknown = findUnknownContent(before);
  if (unknown !== undefined) throw new Error(`The document holds what this version does not know: ${unknown}.`);
  const had = Y.encodeStateVector(doc);
  writeJsonToYjs(doc, before);
  const tree = doc.getXmlFragment(treeField);
  tree.delete(0, tree.length);
  const update = Y.encodeStateAsUpdate(doc, had);
  const after = jsonFromYjs(doc);
  const isSame =
    fitToSchema(after).eq(fitToSchema(before)) && markdownFromDocument(after) === markdownFromDocument(before);
  if (!isSame) throw new Error("The document would not say the same as a flow of words.");
  return update;
}
