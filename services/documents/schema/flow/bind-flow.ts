import type { Node, Schema } from "@tiptap/pm/model";
import type * as Y from "yjs";
import type { Chunk } from "./chunk.ts";
import { createNodeSource, type Shown } from "./editor-nodes.ts";
import type { KeptRange } from "./kept-ranges.ts";
import { countBlocks, differingChildren, locateRegion } from "./located-blocks.ts";
import { type Flow, type FlowChange, openFlow } from "./open-flow.ts";
import type { ShownBlock } from "./shown-blocks.ts";
import { type Written, writeChange } from "./write-change.ts";

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

/** Blocks whose words change are replaced in place: there may be ten thousand. */
interface MutableShown extends Shown {
  readonly blocks: ShownBlock[];
}

/** Binds an editor's document to a Yjs document. */
export function bindFlow({ doc, schema, origin, onChange }: BindingOptions): FlowBinding {
  const flow = openFlow(doc);
  const source = createNodeSource(schema);
  let shown: MutableShown = showAll();
  let isWriting = false;
  /** How many blocks stand before each child of the shown document; undefined after the blocks have changed. */
  let counts: number[] | undefined;
  /** The number of the block that was written into last: the next key mostly goes there too. */
  let lastIndex = 0;
  /** Whether nothing but words changed since the last write began. */
  let isWordsOnly = true;

  function showAll(): MutableShown {
    const { doc: node, blocks } = source.show(flow);
    return { doc: node, blocks: [...blocks] };
  }

  function showChange(change: Exclude<FlowChange, { kind: "none" }>): MutableShown {
    const patched = change.kind === "words" ? showWords(change.changed) : undefined;
    if (patched !== undefined) return patched;
    counts = undefined;
    isWordsOnly = false;
    return showAll();
  }

  function countBlocksBefore(child: number): number {
    if (counts === undefined) {
      counts = [];
      let count = 0;
      for (const node of shown.doc.children) {
        counts.push(count);
        count += countBlocks(node);
      }
      counts.push(count);
    }
    return counts[child] ?? 0;
  }

  /** Undefined where more than the words of single blocks changed. */
  function showWords(changed: ReadonlyMap<Chunk, Chunk>): MutableShown | undefined {
    const { blocks } = shown;
    let { doc: node } = shown;
    let left = changed.size;
    const [single] = left === 1 ? changed.keys() : [];
    const isChanged = (chunk: Chunk) => (single === undefined ? changed.has(chunk) : chunk === single);
    const isLast = single !== undefined && blocks[lastIndex]?.content.includes(single) === true;
    for (let index = isLast ? lastIndex : 0; index < blocks.length && left > 0; index++) {
      const block = blocks[index];
      if (block === undefined) continue;
      const [only] = block.content;
      if (block.content.length < 2 && (only === undefined || !isChanged(only))) continue;
      const touched = block.content.filter(isChanged).length;
      if (touched === 0) continue;
      left -= touched;
      lastIndex = index;
      const content = block.content.map((chunk) => changed.get(chunk) ?? chunk);
      if (block.marker === undefined && content.every(({ size }) => size === 0)) return undefined;
      const marker = block.marker === undefined ? undefined : (changed.get(block.marker) ?? block.marker);
      const now = { ...block, marker, content };
      blocks[index] = now;
      const child = findChild(index);
      node = replaceChild(node, child, (old) => replaceBlock(old, index - countBlocksBefore(child), source.block(now)));
    }
    return left === 0 ? { doc: node, blocks } : undefined;
  }

  /** The child of the shown document that holds a block. */
  function findChild(index: number): number {
    let low = 0;
    let high = shown.doc.childCount;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (countBlocksBefore(middle) <= index) low = middle + 1;
      else high = middle;
    }
    return low - 1;
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
    const { before, after: children } = differingChildren(shown.doc, after);
    if (before.to !== children.to) return;
    // Only the nodes are asked for here, not where they stand.
    const blocks = locateRegion({ node: after, range: children, start: 0, around: [] });
    adoptBlocks(after, { children, blocks, first: countBlocksBefore(children.from) });
  }

  function adoptBlocks(after: Node, { children, blocks, first }: Written): void {
    for (let at = children.from; at < children.to; at++) if (!shown.doc.child(at).eq(after.child(at))) return;
    blocks.forEach(({ node }, index) => {
      const block = shown.blocks[first + index];
      if (block !== undefined) source.adopt(block, node);
    });
    shown = { ...shown, doc: after };
  }

  return {
    flow,
    shown: () => shown,
    write(after, kept) {
      const before = shown;
      isWriting = true;
      isWordsOnly = true;
      let written: Written | undefined;
      try {
        doc.transact(() => {
          written = writeChange(flow, { before, after, kept, countBlocksBefore });
        }, origin);
      } finally {
        isWriting = false;
      }
      // Where only words changed, nothing outside of what was written did.
      if (written !== undefined && isWordsOnly && before.doc.childCount === after.childCount)
        adoptBlocks(after, written);
      else adopt(after);
    },
    adopt,
    destroy: () => doc.off("afterTransaction", follow),
  };
}

function replaceChild(node: Node, index: number, replace: (child: Node) => Node): Node {
  return node.copy(node.content.replaceChild(index, replace(node.child(index))));
}

/** A tree with one of its blocks, told by its number, in another form; the tree may be that block. */
function replaceBlock(tree: Node, index: number, block: Node): Node {
  if (tree.isTextblock || tree.isLeaf) return block;
  let left = index;
  for (let at = 0; at < tree.childCount; at++) {
    const count = countBlocks(tree.child(at));
    const within = left;
    if (left < count) return replaceChild(tree, at, (child) => replaceBlock(child, within, block));
    left -= count;
  }
  return tree;
}
