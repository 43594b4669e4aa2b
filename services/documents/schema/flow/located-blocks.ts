import type { Node } from "@tiptap/pm/model";

/** A node around blocks, and the position before it. */
export interface LocatedContainer {
  readonly node: Node;
  readonly pos: number;
}

/** A block that holds words or stands for itself, the position before it, and what it lies in, outermost first. */
export interface LocatedBlock {
  readonly node: Node;
  readonly pos: number;
  readonly around: readonly LocatedContainer[];
}

/** Which children of a document: from the first to before the last. */
export interface ChildRange {
  readonly from: number;
  readonly to: number;
}

const counts = new WeakMap<Node, number>();

/** How many blocks a node holds, itself being one where it holds words. */
export function countBlocks(node: Node): number {
  if (isBlock(node)) return 1;
  const known = counts.get(node);
  if (known !== undefined) return known;
  let count = 0;
  node.forEach((child) => {
    count += countBlocks(child);
  });
  counts.set(node, count);
  return count;
}

/** The blocks among some children of a document, in order; `start` is the position before the first of them, where it is known. */
export function locateBlocks(doc: Node, range: ChildRange, start = positionBefore(doc, range.from)): LocatedBlock[] {
  const blocks: LocatedBlock[] = [];
  let pos = start;
  for (let index = range.from; index < range.to; index++) {
    const child = doc.child(index);
    collect({ node: child, pos }, [], blocks);
    pos += child.nodeSize;
  }
  return blocks;
}

/** The position before a child of a document. */
export function positionBefore(doc: Node, index: number): number {
  let pos = 0;
  for (let before = 0; before < index; before++) pos += doc.child(before).nodeSize;
  return pos;
}

/** The range of children by which two documents differ, on each side. */
export function differingChildren(before: Node, after: Node): { before: ChildRange; after: ChildRange } {
  const was = before.children;
  const is = after.children;
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && was[head] === is[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  return {
    before: { from: head, to: before.childCount - tail },
    after: { from: head, to: after.childCount - tail },
  };
}

function isBlock(node: Node): boolean {
  return node.isTextblock || (node.isBlock && node.isLeaf);
}

function collect(at: LocatedContainer, around: readonly LocatedContainer[], blocks: LocatedBlock[]): void {
  const { node, pos } = at;
  if (isBlock(node)) {
    blocks.push({ node, pos, around });
    return;
  }
  const inside = [...around, at];
  node.forEach((child, offset) => {
    collect({ node: child, pos: pos + 1 + offset }, inside, blocks);
  });
}
