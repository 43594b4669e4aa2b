import { Fragment, type Node, type NodeType } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { type BlockRange, isItem, isList, nodesIn, unitAt, widenToEmptied } from "./block-range.ts";

/** What is between two lines: from behind one to before the next, or to an end of the document. */
export type Gap = BlockRange;

/** The gap before or behind the line that a position is in. */
export function gapBeside(doc: Node, position: number, side: "before" | "behind"): Gap | undefined {
  const unit = unitAt(doc, position);
  if (unit === undefined) return undefined;
  return side === "before"
    ? { from: endOfLineBefore(doc, unit.from), to: unit.from }
    : { from: unit.to, to: startOfLineBehind(doc, unit.to) };
}

/**
 * The places in a gap where blocks may go, outermost last where the gap closes levels: between items of each list that
 * ends or begins there, in what holds that list, below the item above. Among them is where the blocks are already.
 */
export function placesInGap(doc: Node, gap: Gap, range: BlockRange): readonly number[] {
  const places = new Set<number>();
  for (let place = gap.from; place <= gap.to; place++) {
    const settled = settle(doc, place, nodesIn(doc, range));
    const isInside = range.from < settled && settled < range.to;
    if (!isInside && fitAt(doc, settled, range) !== undefined) places.add(settled);
  }
  return [...places];
}

/** Whether blocks that are put at a place stand where they are. */
export function isSamePlace(doc: Node, range: BlockRange, place: number): boolean {
  const { from, to } = widenToEmptied(doc, range);
  return (range.from <= place && place <= range.to) || (from <= place && place <= to);
}

/**
 * The change that moves blocks to a place, as one step. What they hold are the same nodes afterwards, by which the
 * document's flow of words knows that they were moved. Undefined where they do not fit or are there already.
 */
export function moveBlocksTo(state: EditorState, range: BlockRange, place: number): Transaction | undefined {
  const { doc, selection, tr } = state;
  const target = settle(doc, place, nodesIn(doc, range));
  const fitted = fitAt(doc, target, range);
  if (fitted === undefined || isSamePlace(doc, range, target)) return undefined;
  const removed = widenToEmptied(doc, range);
  tr.delete(removed.from, removed.to);
  const at = tr.mapping.map(target);
  tr.insert(at, fitted);
  const isInside = range.from < selection.from && selection.to < range.to;
  if (!isInside) return tr;
  // What is put around or taken from a single block stands on both sides of it.
  const shift = at - range.from + (fitted.size - (range.to - range.from)) / 2;
  const isOne = nodesIn(doc, range).length === 1;
  return tr.setSelection(
    isOne && selection instanceof TextSelection
      ? TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift)
      : Selection.near(tr.doc.resolve(at + 1)),
  );
}

/** Items beside a list of their kind go into it. */
function settle(doc: Node, place: number, nodes: readonly Node[]): number {
  const type = itemTypeOf(nodes);
  if (type === undefined) return place;
  const { nodeBefore, nodeAfter } = doc.resolve(place);
  const isTheirs = (list: Node | null) => list !== null && isList(list.type) && list.firstChild?.type === type;
  if (isTheirs(nodeBefore)) return place - 1;
  return isTheirs(nodeAfter) ? place + 1 : place;
}

function itemTypeOf(nodes: readonly Node[]): NodeType | undefined {
  const [first] = nodes;
  return first !== undefined && nodes.every(({ type }) => type === first.type) && isItem(first.type)
    ? first.type
    : undefined;
}

/** The blocks of a range as they stand at a place; undefined where they cannot stand there. */
function fitAt(doc: Node, place: number, range: BlockRange): Fragment | undefined {
  const $place = doc.resolve(place);
  const { parent } = $place;
  // Beside a table's cells, in words and in code nothing fits; within a cell one does not drop.
  if (parent.isTextblock || parent.type.spec["tableRole"] !== undefined) return undefined;
  const nodes = nodesIn(doc, range);
  const fitted = isList(parent.type) ? asItems(parent, nodes) : asBlocks(doc.resolve(range.from).parent, nodes);
  if (fitted === undefined) return undefined;
  const fragment = Fragment.fromArray([...fitted]);
  const index = $place.index();
  return parent.canReplace(index, index, fragment) ? fragment : undefined;
}

function asItems(list: Node, nodes: readonly Node[]): readonly Node[] | undefined {
  const type = list.type.contentMatch.defaultType;
  if (type === null) return undefined;
  const items = nodes.flatMap((node) => (isList(node.type) ? node.children : [node]));
  if (!items.every((node) => isItem(node.type) || node.type.name === "paragraph")) return undefined;
  return items.map((node) => {
    if (node.type === type) return node;
    return type.create(null, isItem(node.type) ? node.content : node);
  });
}

function asBlocks(source: Node, nodes: readonly Node[]): readonly Node[] {
  return isList(source.type) ? [source.type.create(null, Fragment.fromArray([...nodes]))] : nodes;
}

function endOfLineBefore(doc: Node, position: number): number {
  for (let at = position; at > 0; at--) {
    const { nodeBefore } = doc.resolve(at);
    if (nodeBefore !== null && isLine(nodeBefore)) return at;
  }
  return 0;
}

function startOfLineBehind(doc: Node, position: number): number {
  for (let at = position; at < doc.content.size; at++) {
    const { nodeAfter } = doc.resolve(at);
    if (nodeAfter !== null && isLine(nodeAfter)) return at;
  }
  return doc.content.size;
}

function isLine(node: Node): boolean {
  return node.isTextblock || node.isLeaf || node.type.spec["tableRole"] === "table";
}
