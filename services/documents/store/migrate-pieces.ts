import * as Y from "yjs";
import { flowFromTree } from "#services/documents/schema/flow-from-tree.ts";
import { buildDocument } from "./build-document.ts";

/** The update that carries a document over to a flow of words; an empty one where it is no tree. Throws where it would not say the same. */
export function migratePieces(pieces: readonly Uint8Array[]): { readonly update: Uint8Array } {
  const doc = buildDocument(pieces);
  const update = flowFromTree(doc) ?? Y.encodeStateAsUpdate(new Y.Doc());
  doc.destroy();
  return { update };
}
