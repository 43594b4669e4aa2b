import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { isTree } from "#services/documents/schema/json-from-yjs.ts";

const treeBytes = new TextEncoder().encode(treeField);

/** Whether updates make a document of the older form; those that nowhere name its field are not looked into. */
export function holdsTree(updates: readonly Uint8Array[]): boolean {
  if (!updates.some((update) => contains(update, treeBytes))) return false;
  const doc = new Y.Doc();
  for (const update of updates) applyUpdate(doc, update);
  const holds = isTree(doc);
  doc.destroy();
  return holds;
}

function contains(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
