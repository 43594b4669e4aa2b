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

/** All blocks of a document, in order. */
export function locateBlocks(doc: Node): LocatedBlock[] {
  return locateRegion(wholeOf(doc));
}

/** The position before a child of a document. */
export function positionBefore(doc: Node, index: number): number {
  let pos = 0;
  for (let before = 0; before < index; before++) pos += doc.child(before).nodeSize;
  return pos;
}

/** Some children of one node of a document. */
export interface Region {
  readonly node: Node;
  readonly range: ChildRange;
  /** The position before the first of the children. */
  readonly start: number;
  /** What the node is and lies in, outermost first; nothing for the document itself. */
  readonly around: readonly LocatedContainer[];
}

/** The blocks of a region, in order. */
export function locateRegion({ node, range, start, around }: Region): LocatedBlock[] {
  const blocks: LocatedBlock[] = [];
  let pos = start;
  for (let index = range.from; index < range.to; index++) {
    const child = node.child(index);
    collect({ node: child, pos }, around, blocks);
    pos += child.nodeSize;
  }
  return blocks;
}

/** A region of each of two documents outside of which they are the same. */
export interface Regions {
  readonly before: Region;
  readonly after: Region;
  /** The child of the document that the regions begin at or lie in. */
  readonly child: number;
  /** How many blocks stand before them in that child. */
  readonly blocksBefore: number;
}

/** Both documents as a whole. */
export function wholeRegions(before: Node, after: Node): Regions {
  return { before: wholeOf(before), after: wholeOf(after), child: 0, blocksBefore: 0 };
}

function wholeOf(doc: Node): Region {
  return { node: doc, range: { from: 0, to: doc.childCount }, start: 0, around: [] };
}

/**
 * The regions by which two documents differ, as far inside as blocks are left on both sides: of a long list only the items
 * that changed. Not within tables, whose cells hang together; `isKept` tells whether the container at a position goes on.
 */
export function differingRegions(before: Node, after: Node, isKept: (pos: number) => boolean): Regions {
  const ranges = differingChildren(before, after);
  const start = positionBefore(before, ranges.before.from);
  let regions: Regions = {
    before: { node: before, range: ranges.before, start, around: [] },
    after: { node: after, range: ranges.after, start, around: [] },
    child: ranges.before.from,
    blocksBefore: 0,
  };
  for (;;) {
    const inner = regionsWithin(regions);
    if (inner === undefined || !isKept(regions.before.start)) return regions;
    regions = inner;
  }
}

/** The regions within the only child that differs; undefined where there is not one such container. */
function regionsWithin({ before, after, child, blocksBefore }: Regions): Regions | undefined {
  const [was, is] = [onlyChild(before), onlyChild(after)];
  if (was === undefined || is === undefined || !was.sameMarkup(is) || isBlock(was)) return undefined;
  if (was.type.spec["tableRole"] !== undefined) return undefined;
  const ranges = differingChildren(was, is);
  const isOneSided = ranges.before.from === ranges.before.to || ranges.after.from === ranges.after.to;
  if (isOneSided) return undefined;
  const pos = before.start;
  const start = pos + 1 + positionBefore(was, ranges.before.from);
  return {
    before: { node: was, range: ranges.before, start, around: [...before.around, { node: was, pos }] },
    after: { node: is, range: ranges.after, start, around: [...after.around, { node: is, pos }] },
    child,
    blocksBefore: was.children
      .slice(0, ranges.before.from)
      .reduce((count, node) => count + countBlocks(node), blocksBefore),
  };
}

function onlyChild({ node, range }: Region): Node | undefined {
  return range.to === range.from + 1 ? node.child(range.from) : undefined;
}

/** The range of children by which two nodes differ, on each side. */
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
