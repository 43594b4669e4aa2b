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
  const list = $inside.node(depth - 1);
  const [first, last] = [$inside.index(depth - 1) === 0, $inside.index(depth - 1) === list.childCount - 1];
  const [itemStart, itemEnd] = [$inside.before(depth), $inside.after(depth)];
  if (!last) transaction.split(itemEnd);
  if (!first) transaction.split(itemStart);
  const shift = first ? 0 : 2;
  const [from, to] = [itemStart + shift - 1, itemEnd + shift + 1];
  const wrapped = target.list.create(target.listAttributes, target.item.create(target.itemAttributes));
  transaction.step(new ReplaceAroundStep(from, to, from + 2, to - 2, new Slice(Fragment.from(wrapped), 0, 0), 2, true));
  return from;
}
