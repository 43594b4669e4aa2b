import * as Y from "yjs";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";

/** A fresh Yjs document with these updates applied in order, as one transaction. */
export function buildDocument(pieces: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const piece of pieces) applyUpdate(doc, piece);
  });
  return doc;
}
