import type { Node, NodeType, ResolvedPos } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";

/** Neighbours in one parent: from before the first of them to behind the last. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

export function isItem({ name }: NodeType): boolean {
  return name === "listItem" || name === "taskItem";
}

export function isList({ name }: NodeType): boolean {
  return name === "bulletList" || name === "orderedList" || name === "taskList";
}

/**
 * What is taken as one by its handle: an item of a list with all below it, a quote, a table as a whole, else the single
 * block. The first line of an item or quote stands for all of that. Undefined where a position is in or at none.
 */
export function blockAt(doc: Node, position: number): BlockRange | undefined {
  const $at = doc.resolve(Math.min(Math.max(position, 0), doc.content.size));
  let depth = depthOfUnit($at);
  if (depth === undefined) return undefined;
  while (depth > 0 && $at.index(depth) === 0 && holdsBlocks($at.node(depth))) depth -= 1;
  return childAt($at, depth);
}

/** The smallest that has a line of its own: words, a rule, a picture, or a table. */
export function unitAt(doc: Node, position: number): BlockRange | undefined {
  const $at = doc.resolve(Math.min(Math.max(position, 0), doc.content.size));
  const depth = depthOfUnit($at);
  return depth === undefined ? undefined : childAt($at, depth);
}

/** The blocks that a block's handle acts on: all that are selected where it is one of them. */
export function blocksToChange({ doc, selection }: EditorState, block: BlockRange): BlockRange {
  const [first, last] = selection.empty ? [] : endsOf(doc, selection);
  if (first === undefined || last === undefined) return block;
  const all = span(doc, first, last);
  return all.from <= block.from && block.to <= all.to ? all : block;
}

/** The first and the last block of a range, which may begin and end outside of them. */
function endsOf(doc: Node, { from, to }: BlockRange): readonly (BlockRange | undefined)[] {
  let first: BlockRange | undefined;
  let last: BlockRange | undefined;
  for (let at = from; at < to && first === undefined; at++) first = blockAt(doc, at);
  for (let at = to - 1; at >= from && last === undefined; at--) last = blockAt(doc, at);
  return [first, last];
}

/** The children of a parent that lie in a range. */
export function nodesIn(doc: Node, { from, to }: BlockRange): readonly Node[] {
  const $from = doc.resolve(from);
  const nodes: Node[] = [];
  let at = from;
  for (let index = $from.index(); at < to && index < $from.parent.childCount; index++) {
    const node = $from.parent.child(index);
    nodes.push(node);
    at += node.nodeSize;
  }
  return nodes;
}

/** A range with all around it that would be left empty without it. */
export function widenToEmptied(doc: Node, range: BlockRange): BlockRange {
  const $from = doc.resolve(range.from);
  let { from, to } = range;
  for (let depth = $from.depth; depth > 0 && from === $from.start(depth) && to === $from.end(depth); depth--) {
    from = $from.before(depth);
    to = $from.after(depth);
  }
  return { from, to };
}

/** The depth of the node that holds what a position is in or before. */
function depthOfUnit($at: ResolvedPos): number | undefined {
  for (let depth = 1; depth <= $at.depth; depth++) {
    if ($at.node(depth).type.spec["tableRole"] === "table") return depth - 1;
  }
  if ($at.parent.isTextblock) return $at.depth - 1;
  const { nodeAfter } = $at;
  const isUnit = nodeAfter?.isTextblock || nodeAfter?.isLeaf || nodeAfter?.type.spec["tableRole"] === "table";
  return isUnit || (nodeAfter !== null && isItem(nodeAfter.type)) ? $at.depth : undefined;
}

function childAt($at: ResolvedPos, depth: number): BlockRange {
  const index = $at.index(depth);
  return { from: $at.posAtIndex(index, depth), to: $at.posAtIndex(index + 1, depth) };
}

/** Items and quotes, of which the first line stands for the whole. */
function holdsBlocks({ type }: Node): boolean {
  return isItem(type) || type.name === "blockquote";
}

function span(doc: Node, first: BlockRange, last: BlockRange): BlockRange {
  const $first = doc.resolve(first.from);
  const $last = doc.resolve(last.from);
  let depth = $first.sharedDepth(last.from);
  while (depth > 0 && $first.index(depth) === 0 && holdsBlocks($first.node(depth))) depth -= 1;
  return {
    from: $first.posAtIndex($first.index(depth), depth),
    to: $last.posAtIndex($last.index(depth) + 1, depth),
  };
}
