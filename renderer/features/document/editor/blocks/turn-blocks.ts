import { type Node, type NodeType, Slice } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { canJoin, ReplaceAroundStep } from "@tiptap/pm/transform";
import { turnItem, unwrapItem } from "#renderer/features/document/editor/turn-item.ts";
import type { SlashItemId } from "#renderer/features/document/slash/slash-items.ts";
import { type BlockRange, isItem, isList, nodesIn } from "./block-range.ts";

/** What a block with words can be turned into. */
export type BlockKind = Exclude<SlashItemId, "image" | "table" | "divider">;

export function isBlockKind(id: SlashItemId): id is BlockKind {
  return id !== "image" && id !== "table" && id !== "divider";
}

/** What all blocks of a range are; "mixed" where they differ, undefined where none can be turned into something else. */
export function kindOfBlocks(doc: Node, range: BlockRange): BlockKind | "mixed" | undefined {
  const { parent } = doc.resolve(range.from);
  const kinds = new Set(nodesIn(doc, range).map((node) => kindOf(isItem(node.type) ? parent : node)));
  kinds.delete(undefined);
  const [kind] = kinds;
  return kinds.size > 1 ? "mixed" : kind;
}

function kindOf({ type, attrs }: Node): BlockKind | undefined {
  switch (type.name) {
    case "paragraph":
      return "text";
    case "heading":
      return headings[Number(attrs["level"]) - 1];
    case "codeBlock":
      return "code";
    case "blockquote":
      return "quote";
    case "bulletList":
    case "orderedList":
    case "taskList":
      return type.name;
    default:
      return undefined;
  }
}

const headings = ["heading1", "heading2", "heading3", "heading4"] as const;

/** The change that turns the blocks of a range into others. Their words stay the same, so that what others write in them does too. */
export function turnBlocks(state: EditorState, range: BlockRange, kind: BlockKind): Transaction {
  const { tr } = state;
  const made: { readonly at: number; readonly steps: number }[] = [];
  const note = (at: number | undefined) => {
    if (at !== undefined) made.push({ at, steps: tr.mapping.maps.length });
  };
  for (const at of startsOf(tr.doc, range).toReversed()) turn({ tr, kind, note }, at);
  const places = made.map(({ at, steps }) => tr.mapping.slice(steps).map(at));
  for (const at of [...new Set(places)].sort((one, other) => other - one)) joinAround(tr, at);
  return tr;
}

interface Turning {
  readonly tr: Transaction;
  readonly kind: BlockKind;
  /** Told where a list or quote was made. */
  readonly note: (at: number | undefined) => void;
}

function turn(turning: Turning, at: number): void {
  const { tr, kind, note } = turning;
  const node = tr.doc.nodeAt(at);
  if (node === null) return;
  const { nodes } = node.type.schema;
  if (isList(node.type)) {
    for (const item of childStarts(node, at).toReversed()) turn(turning, item);
  } else if (isItem(node.type)) {
    const parent = tr.doc.resolve(at).parent.type.name;
    if (parent === kind) return;
    const list = listOf(nodes, kind);
    if (list === undefined) turn(turning, unwrapItem(tr, at));
    else note(turnItem(tr, at + 2, list));
  } else if (node.type.name === "blockquote") {
    if (kind === "quote") return;
    const [from, to] = [at, at + node.nodeSize];
    const starts = childStarts(node, at - 1);
    tr.step(new ReplaceAroundStep(from, to, from + 1, to - 1, Slice.empty, 0, true));
    for (const child of starts.toReversed()) turn(turning, child);
  } else if (node.isTextblock) turnWords(turning, at, node);
}

function turnWords({ tr, kind, note }: Turning, at: number, node: Node): void {
  const { nodes } = node.type.schema;
  const list = listOf(nodes, kind);
  const level = headings.findIndex((name) => name === kind) + 1;
  const [block, attrs] =
    level > 0 ? [nodes["heading"], { level }] : [kind === "code" ? nodes["codeBlock"] : nodes["paragraph"], {}];
  const staysAsItIs = kind === "quote" || block === undefined || kindOf(node) === kind;
  if (!staysAsItIs) tr.setBlockType(at + 1, at + node.nodeSize - 1, block, attrs);
  const around = list === undefined ? [] : [{ type: list.list }, { type: list.item }];
  const quote = nodes["blockquote"];
  if (kind === "quote" && quote !== undefined) around.push({ type: quote });
  if (around.length === 0) return;
  const range = tr.doc.resolve(at + 1).blockRange();
  if (range === null) return;
  tr.wrap(range, around);
  note(at);
}

function listOf(nodes: Readonly<Record<string, NodeType>>, kind: BlockKind) {
  const list = nodes[kind];
  const item = nodes[kind === "taskList" ? "taskItem" : "listItem"];
  return list === undefined || item === undefined || !isList(list) ? undefined : { list, item };
}

/** The positions before the children of a parent that lie in a range. */
function startsOf(doc: Node, range: BlockRange): readonly number[] {
  let next = range.from;
  return nodesIn(doc, range).map(({ nodeSize }) => {
    const at = next;
    next += nodeSize;
    return at;
  });
}

function childStarts(node: Node, at: number): readonly number[] {
  return startsOf(node, { from: 0, to: node.content.size }).map((start) => at + 1 + start);
}

/** Makes one list, or quote, of neighbours of a kind. */
function joinAround(tr: Transaction, at: number): void {
  const node = tr.doc.nodeAt(at);
  if (node === null) return;
  for (const border of [at + node.nodeSize, at]) {
    const { nodeBefore, nodeAfter } = tr.doc.resolve(border);
    if (nodeBefore?.type === node.type && nodeAfter?.type === node.type && canJoin(tr.doc, border)) tr.join(border);
  }
}
