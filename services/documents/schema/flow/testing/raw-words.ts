import * as Y from "yjs";
import { flowField } from "#services/documents/schema/flow/fields.ts";

export interface RawBlock {
  /** How many blocks stand before it; left out: none. */
  readonly before?: number;
  /** The editor's node type, if no paragraph. */
  readonly kind?: string;
  /** Origin of the transaction. */
  readonly origin?: unknown;
}

/** Puts a block with these words among the others, as a program without an editor does. */
export function addBlock(doc: Y.Doc, words: string, { before = 0, kind, origin }: RawBlock = {}): void {
  const flow = doc.getText(flowField);
  const index = markersOf(flow)[before] ?? flow.length;
  doc.transact(() => {
    flow.insert(index, words);
    flow.insertEmbed(index, new Y.Map<unknown>(kind === undefined ? [] : [["kind", kind]]));
  }, origin);
}

/** Where the markers of a flow are. */
function markersOf(flow: Y.Text): number[] {
  const parts: readonly { readonly insert?: unknown }[] = flow.toDelta();
  const places: number[] = [];
  let index = 0;
  for (const { insert } of parts) {
    if (insert instanceof Y.Map) places.push(index);
    index += typeof insert === "string" ? insert.length : 1;
  }
  return places;
}

/** Types behind the first place where some words stand. */
export function typeAfter(doc: Y.Doc, words: string, added: string): void {
  const flow = doc.getText(flowField);
  const parts: readonly { readonly insert?: unknown }[] = flow.toDelta();
  let index = 0;
  for (const { insert } of parts) {
    const found = typeof insert === "string" ? insert.indexOf(words) : -1;
    if (found >= 0) {
      flow.insert(index + found + words.length, added);
      return;
    }
    index += typeof insert === "string" ? insert.length : 1;
  }
  throw new Error(`“${words}” is nowhere in the document.`);
}

/** The words of each block, in the order of the flow. */
export function listWords(doc: Y.Doc): string[] {
  const parts: readonly { readonly insert?: unknown }[] = doc.getText(flowField).toDelta();
  const blocks: string[] = [];
  for (const { insert } of parts) {
    if (typeof insert !== "string") blocks.push("");
    else blocks[Math.max(blocks.length - 1, 0)] = (blocks.at(-1) ?? "") + insert;
  }
  return blocks;
}
