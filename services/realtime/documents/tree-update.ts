import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { OperationError } from "#services/platform/errors.ts";

/** Whether an update writes into the tree of elements that a document was before it was a flow of words: what it says would be seen by nobody. */
export function writesIntoTree(doc: Y.Doc, update: { readonly structs: readonly unknown[] }): boolean {
  return update.structs.some((struct) => struct instanceof Y.Item && isOfTree(doc, struct));
}

function isOfTree(doc: Y.Doc, item: Y.Item): boolean {
  // Not resolved yet: the name of a field, or an id.
  const parent: unknown = item.parent;
  if (parent === treeField) return true;
  if (item.content instanceof Y.ContentAny || item.content instanceof Y.ContentDeleted) return false;
  const around = parent instanceof Y.ID ? parent : null;
  // The flow is never deleted, so what stood in it is known for ever; elements of the tree are gone.
  return [item.origin, item.rightOrigin, around].some((id) => id !== null && isGone(doc, id));
}

function isGone({ store }: Y.Doc, { client, clock }: Y.ID): boolean {
  const structs = store.clients.get(client);
  if (structs === undefined || Y.getState(store, client) <= clock) return false;
  return structs[Y.findIndexSS(structs, clock)] instanceof Y.GC;
}

/** What is said to a program that writes into the tree. */
export function writtenOutdated(): OperationError {
  return new OperationError(
    "client-outdated",
    "This was written with an older version of PageSpace and cannot be saved any more; copy it out, then reload.",
  );
}
