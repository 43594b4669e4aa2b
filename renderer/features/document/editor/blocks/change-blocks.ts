import { Fragment, Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { moveBlock } from "#renderer/features/document/editor/move-block.ts";
import { type BlockRange, nodesIn, widenToEmptied } from "./block-range.ts";

/** The change that puts a copy of the blocks of a range behind them; the caret goes to the same place in the copy. */
export function duplicateBlocks(state: EditorState, range: BlockRange): Transaction {
  // Nodes of its own: which block is which is told by them, too.
  const copies = nodesIn(state.doc, range).map((node) => Node.fromJSON(state.schema, node.toJSON()));
  const { tr, selection } = state;
  tr.insert(range.to, Fragment.fromArray(copies));
  const isInside = range.from < selection.from && selection.to < range.to;
  const size = range.to - range.from;
  tr.setSelection(
    isInside && selection instanceof TextSelection
      ? TextSelection.create(tr.doc, selection.anchor + size, selection.head + size)
      : Selection.near(tr.doc.resolve(range.to + 1)),
  );
  return tr;
}

/** The change that deletes the blocks of a range, and with them a list or quote that held nothing else. */
export function deleteBlocks(state: EditorState, range: BlockRange): Transaction {
  const { tr } = state;
  const { from, to } = widenToEmptied(state.doc, range);
  if (to - from < state.doc.content.size) tr.delete(from, to);
  else tr.replaceWith(from, to, state.schema.topNodeType.contentMatch.fillBefore(Fragment.empty, true) ?? []);
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), 1));
}

/** The change that puts an empty line, or item, behind a block and the caret into it; a line that is empty already is taken. */
export function addBlockBelow(state: EditorState, block: BlockRange): Transaction {
  const { tr, doc } = state;
  const { parent, nodeAfter } = doc.resolve(block.from);
  if (nodeAfter?.isTextblock && nodeAfter.content.size === 0) {
    return tr.setSelection(TextSelection.create(doc, block.from + 1));
  }
  const type = parent.type.contentMatch.defaultType;
  const line = type?.createAndFill();
  if (line === null || line === undefined) return tr;
  tr.insert(block.to, line);
  return tr.setSelection(Selection.near(tr.doc.resolve(block.to + 1)));
}

/** The change that moves the blocks of a range past their neighbour; undefined where there is none. */
export function moveBlocksBy(state: EditorState, range: BlockRange, direction: -1 | 1): Transaction | undefined {
  const { doc, selection } = state;
  const isInside = range.from < selection.from && selection.to < range.to;
  const whole =
    doc.nodeAt(range.from)?.isLeaf === true
      ? NodeSelection.create(doc, range.from)
      : TextSelection.between(doc.resolve(range.from + 1), doc.resolve(range.to - 1));
  return moveBlock(isInside ? state : state.apply(state.tr.setSelection(whole)), direction);
}
