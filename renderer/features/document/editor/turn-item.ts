import { Fragment, type NodeType, Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep } from "@tiptap/pm/transform";

interface Target {
  readonly list: NodeType;
  readonly item: NodeType;
  readonly listAttributes?: Readonly<Record<string, unknown>>;
  readonly itemAttributes?: Readonly<Record<string, unknown>>;
}

const listItems: ReadonlySet<string> = new Set(["listItem", "taskItem"]);

/**
 * Makes the item around a position inside its first line an item of another list; the items before and after it stay
 * lists of their own. Gives where the new list begins; undefined where there is no item.
 */
export function turnItem(transaction: Transaction, position: number, target: Target): number | undefined {
  const $inside = transaction.doc.resolve(position);
  const depth = $inside.depth - 1;
  if (depth < 2 || !listItems.has($inside.node(depth).type.name)) return undefined;
  const { from, to } = setItemApart(transaction, $inside.before(depth));
  const wrapped = target.list.create(target.listAttributes, target.item.create(target.itemAttributes));
  transaction.step(new ReplaceAroundStep(from, to, from + 2, to - 2, new Slice(Fragment.from(wrapped), 0, 0), 2, true));
  return from;
}

/** Takes the item before which a position is out of its list: what it holds stands where the list was. Gives where that begins. */
export function unwrapItem(transaction: Transaction, itemStart: number): number {
  const { from, to } = setItemApart(transaction, itemStart);
  transaction.step(new ReplaceAroundStep(from, to, from + 2, to - 2, Slice.empty, 0, true));
  return from;
}

/** Makes an item the only one of its list; gives where that list begins and ends. */
function setItemApart(transaction: Transaction, itemStart: number): { readonly from: number; readonly to: number } {
  const $item = transaction.doc.resolve(itemStart);
  const itemEnd = itemStart + ($item.nodeAfter?.nodeSize ?? 0);
  const first = $item.index() === 0;
  if ($item.index() < $item.parent.childCount - 1) transaction.split(itemEnd);
  if (!first) transaction.split(itemStart);
  const shift = first ? 0 : 2;
  return { from: itemStart + shift - 1, to: itemEnd + shift + 1 };
}
