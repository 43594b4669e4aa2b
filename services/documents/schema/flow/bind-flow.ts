import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import type * as Y from "yjs";
import type { Chunk } from "./chunk.ts";
import { createNodeSource, type Shown } from "./editor-nodes.ts";
import type { KeptRange } from "./kept-ranges.ts";
import { countBlocks, differingChildren, locateBlocks } from "./located-blocks.ts";
import { type Flow, type FlowChange, openFlow } from "./open-flow.ts";
import { writeChange } from "./write-change.ts";

/** A Yjs document and what an editor shows of it. */
export interface FlowBinding {
  readonly flow: Flow;
  /** What the document says now. */
  shown(): Shown;
  /** Writes what an editor made of the document it was shown; what it says then may differ from that. */
  write(after: Node, kept: readonly KeptRange[]): void;
  /** Takes the editor's own nodes as those that show the document, where they say the same; called when the editor has followed. */
  adopt(after: Node): void;
  destroy(): void;
}

export interface BindingOptions {
  readonly doc: Y.Doc;
  readonly schema: Schema;
  /** Origin of the transactions that `write` makes. */
  readonly origin: unknown;
  /** The document says something else now, by another hand or an undo. */
  readonly onChange?: (before: Node) => void;
}

/** Binds an editor's document to a Yjs document. */
export function bindFlow({ doc, schema, origin, onChange }: BindingOptions): FlowBinding {
  const flow = openFlow(doc);
  const source = createNodeSource(schema);
  let shown = source.show(flow);
  let isWriting = false;

  function showChange(change: Exclude<FlowChange, { kind: "none" }>): Shown {
    const patched = change.kind === "words" ? showWords(change.changed) : undefined;
    return patched ?? source.show(flow);
  }

  /** Undefined where more than the words of single blocks changed. */
  function showWords(changed: ReadonlyMap<Chunk, Chunk>): Shown | undefined {
    const blocks = [...shown.blocks];
    let { doc: node } = shown;
    let left = changed.size;
    const [single] = left === 1 ? changed.keys() : [];
    const isChanged = (chunk: Chunk) => (single === undefined ? changed.has(chunk) : chunk === single);
    for (let index = 0; index < blocks.length && left > 0; index++) {
      const block = blocks[index];
      if (block === undefined) continue;
      const [only] = block.content;
      if (block.content.length < 2 && (only === undefined || !isChanged(only))) continue;
      const touched = block.content.filter(isChanged).length;
      if (touched === 0) continue;
      left -= touched;
      const content = block.content.map((chunk) => changed.get(chunk) ?? chunk);
      if (block.marker === undefined && content.every(({ size }) => size === 0)) return undefined;
      const marker = block.marker === undefined ? undefined : (changed.get(block.marker) ?? block.marker);
      const now = { ...block, marker, content };
      blocks[index] = now;
      node = replaceBlock(node, index, source.block(now));
    }
    return left === 0 ? { doc: node, blocks } : undefined;
  }

  const follow = (transaction: Y.Transaction) => {
    const change = flow.follow(transaction);
    if (change.kind === "none") return;
    const before = shown.doc;
    shown = showChange(change);
    if (!isWriting) onChange?.(before);
  };
  doc.on("afterTransaction", follow);

  function adopt(after: Node): void {
    const { before, after: range } = differingChildren(shown.doc, after);
    if (before.to !== range.to) return;
    for (let at = before.from; at < before.to; at++) if (!shown.doc.child(at).eq(after.child(at))) return;
    let index = 0;
    for (let child = 0; child < before.from; child++) index += countBlocks(after.child(child));
    for (const { node } of locateBlocks(after, before)) {
      const block = shown.blocks[index++];
      if (block !== undefined) source.adopt(block, node);
    }
    shown = { ...shown, doc: after };
  }

  return {
    flow,
    shown: () => shown,
    write(after, kept) {
      const before = shown;
      isWriting = true;
      try {
        doc.transact(() => writeChange(flow, { before, after, kept }), origin);
      } finally {
        isWriting = false;
      }
      adopt(after);
    },
    adopt,
    destroy: () => doc.off("afterTransaction", follow),
  };
}

/** The tree with one of its blocks, told by its number, in another form. */
function replaceBlock(node: Node, index: number, block: Node): Node {
  let left = index;
  for (let at = 0; at < node.childCount; at++) {
    const child = node.child(at);
    const count = countBlocks(child);
    if (left >= count) {
      left -= count;
      continue;
    }
    const isBlock = child.isTextblock || child.isLeaf;
    return node.copy(node.content.replaceChild(at, isBlock ? block : replaceBlock(child, left, block)));
  }
  return node.copy(Fragment.from(node.content));
}
