import * as Y from "yjs";
import type { Flow } from "./open-flow.ts";

/** Ids that no other writer makes: of the Yjs client and the clock it has reached. */
export function createIds(flow: Flow): () => string {
  const { clientID, store } = flow.doc;
  const client = clientID.toString(36);
  const clock = Y.getState(store, clientID);
  let made = 0;
  return () => `${client}-${(clock + made++).toString(36)}`;
}
