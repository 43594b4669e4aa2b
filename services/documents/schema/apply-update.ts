import * as Y from "yjs";

/**
 * Applies an update, and whatever waited for it. Yjs 13.6 notes for what an update waits by the last part it looked at,
 * not by all it lacks: of one writer's updates that come out of order, some would wait for ever although all have come.
 */
export function applyUpdate(doc: Y.Doc, update: Uint8Array, origin?: unknown): void {
  Y.applyUpdate(doc, update, origin);
  for (;;) {
    const { store } = doc;
    const waiting = store.pendingStructs;
    if (waiting === null) return;
    const before = countKnown(store);
    store.pendingStructs = null;
    Y.applyUpdateV2(doc, waiting.update, origin);
    if (countKnown(store) === before) return;
  }
}

/** How much of all writers' changes is known. */
function countKnown(store: Y.Doc["store"]): number {
  let known = 0;
  for (const client of store.clients.keys()) known += Y.getState(store, client);
  return known;
}
