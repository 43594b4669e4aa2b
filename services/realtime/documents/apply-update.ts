import * as Y from "yjs";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";

/** What applying an update did to a document. */
export interface Applied {
  /** Everything that changed, as one update; undefined when nothing did. */
  readonly change: Uint8Array | undefined;
  /** Parts of this or an earlier update still wait for what they build on. */
  readonly leavesPending: boolean;
}

/** The parts of an update; throws unless the bytes are a whole one. Nothing is applied, so a bad tail cannot leave half a change behind. */
export function decodeWhole(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  return Y.decodeUpdate(update);
}

/** Applies updates as one change and tells what they did. */
export function applyUpdates(doc: Y.Doc, updates: readonly Uint8Array[], origin: unknown): Applied {
  const changes: Uint8Array[] = [];
  const collect = (change: Uint8Array) => void changes.push(change);
  doc.on("update", collect);
  try {
    doc.transact(() => {
      for (const update of updates) applyUpdate(doc, update, origin);
    }, origin);
  } finally {
    doc.off("update", collect);
  }
  const leavesPending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  return { change: changes.length > 1 ? Y.mergeUpdates(changes) : changes[0], leavesPending };
}

/** What the document has and the holder of the state vector lacks. */
export function encodeMissing(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  return stateVector.length === 0 ? Y.encodeStateAsUpdate(doc) : Y.encodeStateAsUpdate(doc, stateVector);
}

/** The same bytes as a Buffer, which the msgpack codec of Node sends as they are; a plain view it would send with all of its memory. */
export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
