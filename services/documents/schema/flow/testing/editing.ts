import { joinBackward, joinForward, lift, setBlockType, splitBlock, toggleMark, wrapIn } from "@tiptap/pm/commands";
import { Fragment, type Node, type NodeType, Slice } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, TextSelection, type Transaction } from "@tiptap/pm/state";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  toggleHeaderRow,
} from "@tiptap/pm/tables";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import type { HeadlessEditor } from "./headless-editor.ts";

/** What a hand does in an editor, with numbers that say where. */
export interface Gesture {
  readonly kind: GestureKind;
  readonly at: number;
  readonly size: number;
}

/** Makes characters no one typed before. */
export type TypeNew = (count: number) => string;

function nodeType(name: string): NodeType {
  const type = editorSchema().nodes[name];
  if (type === undefined) throw new Error(`There is no node ${name}.`);
  return type;
}

function paragraph(text: string): Node {
  return nodeType("paragraph").create(null, text === "" ? null : editorSchema().text(text));
}

/** Puts the caret, or a selection of some characters, into a text block. */
function select(editor: HeadlessEditor, at: number, size = 0): void {
  const places: number[] = [];
  const { doc } = editor.state();
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return;
    for (let offset = 0; offset <= node.content.size; offset++) places.push(pos + 1 + offset);
  });
  if (places.length === 0) return;
  const index = at % places.length;
  const from = places[index] ?? 1;
  const to = places[Math.min(index + size, places.length - 1)] ?? from;
  editor.change((transaction) => transaction.setSelection(TextSelection.create(transaction.doc, from, to)));
}

function insertBlocks(nodes: readonly Node[]) {
  return (transaction: Transaction) => transaction.replaceSelection(new Slice(Fragment.fromArray([...nodes]), 0, 0));
}

/** Moves the outermost block, or the list item, that holds the caret past its neighbour. */
function move(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth - 1; depth >= 0; depth--) {
      const isItem = $from.node(depth + 1).type.name === "listItem";
      if (depth > 0 && !isItem) continue;
      const parent = $from.node(depth);
      const index = $from.index(depth);
      const neighbour = index + direction;
      if (neighbour < 0 || neighbour >= parent.childCount) continue;
      const start = $from.posAtIndex(index, depth);
      const moved = parent.child(index);
      const other = parent.child(neighbour);
      const target = direction === -1 ? start - other.nodeSize : start + other.nodeSize;
      dispatch?.(state.tr.delete(start, start + moved.nodeSize).insert(target, moved));
      return true;
    }
    return false;
  };
}

const commands = {
  paragraph: setBlockType(nodeType("paragraph")),
  heading: setBlockType(nodeType("heading"), { level: 2 }),
  code: setBlockType(nodeType("codeBlock")),
  quote: wrapIn(nodeType("blockquote")),
  bulletList: wrapInList(nodeType("bulletList")),
  orderedList: wrapInList(nodeType("orderedList")),
  taskList: wrapInList(nodeType("taskList")),
  lift,
  sink: sinkListItem(nodeType("listItem")),
  liftItem: liftListItem(nodeType("listItem")),
  split: splitBlock,
  splitItem: splitListItem(nodeType("listItem")),
  joinBackward,
  joinForward,
  moveUp: move(-1),
  moveDown: move(1),
  addRow: addRowAfter,
  addRowAbove: addRowBefore,
  addColumn: addColumnAfter,
  addColumnBefore,
  toggleHeader: toggleHeaderRow,
  bold: toggleMark(editorSchema().marks["bold"] ?? fail()),
} satisfies Readonly<Record<string, Command>>;

/** Commands that take words away with what they delete. */
const deleting = { deleteRow, deleteColumn, deleteTable } satisfies Readonly<Record<string, Command>>;

function fail(): never {
  throw new Error("The schema has another shape.");
}

const own = ["type", "delete", "paste", "table", "rule", "break", "undo", "redo"] as const;

type CommandKind = keyof typeof commands | keyof typeof deleting;
type GestureKind = (typeof own)[number] | CommandKind;

const everyCommand: ReadonlyMap<GestureKind, Command> = new Map<GestureKind, Command>([
  ...entriesOf(commands),
  ...entriesOf(deleting),
]);

function entriesOf<Kind extends CommandKind>(of: Readonly<Record<Kind, Command>>): [Kind, Command][] {
  const entries: [Kind, Command][] = [];
  for (const kind in of) entries.push([kind, of[kind]]);
  return entries;
}

/** Gestures on a selection; the others are made at a caret, where they delete nothing. */
const spanning: ReadonlySet<GestureKind> = new Set([
  ...(["delete", "paste", "bold", "paragraph", "heading", "code", "quote"] as const),
  ...(["bulletList", "orderedList", "taskList", "lift", "sink", "liftItem"] as const),
]);

export const gestureKinds: readonly GestureKind[] = [...own, ...everyCommand.keys()];

/** Whether a gesture may take away words that its person did not name one by one. */
export function takesWords(kind: GestureKind): boolean {
  return kind in deleting || kind === "delete" || kind === "paste";
}

/** Whether words may stand elsewhere among the others after a gesture. */
export function movesWords(kind: GestureKind): boolean {
  return kind in deleting || kind === "moveUp" || kind === "moveDown";
}

/** Makes one gesture in an editor; it does nothing where it does not apply. */
export function perform(editor: HeadlessEditor, { kind, at, size }: Gesture, typeNew: TypeNew): void {
  if (kind !== "undo" && kind !== "redo") select(editor, at, spanning.has(kind) ? size : 0);
  const command = everyCommand.get(kind);
  if (command !== undefined) editor.run(command);
  else if (kind === "undo") editor.undo();
  else if (kind === "redo") editor.redo();
  else if (kind === "type") editor.change((transaction) => transaction.insertText(typeNew(size + 1)));
  else if (kind === "delete") editor.change((transaction) => transaction.deleteSelection());
  else if (kind === "paste") editor.change(insertBlocks([paragraph(typeNew(2)), paragraph(typeNew(size))]));
  else if (kind === "rule")
    editor.change((transaction) => transaction.replaceSelectionWith(nodeType("horizontalRule").create()));
  else if (kind === "break") editor.change(insertBreak);
  else if (kind === "table") editor.change((transaction) => insertTable(transaction, typeNew));
}

function insertBreak(transaction: Transaction): Transaction {
  const { $from } = transaction.selection;
  if ($from.parent.type.name === "codeBlock") return transaction;
  return transaction.insert($from.pos, nodeType("hardBreak").create());
}

function insertTable(transaction: Transaction, typeNew: TypeNew): Transaction {
  const cell = () => nodeType("tableCell").create(null, paragraph(typeNew(1)));
  const row = () => nodeType("tableRow").create(null, [cell(), cell()]);
  return transaction.insert(transaction.doc.content.size, nodeType("table").create(null, [row(), row()]));
}

/** Puts one block of every kind into an empty document. */
export function plantBlocks(editor: HeadlessEditor, typeNew: TypeNew): void {
  const text = () => ({ type: "text", text: typeNew(3) });
  const block = (type: string, attrs = {}) => ({ type, attrs, content: [text()] });
  const item = (...more: object[]) => ({ type: "listItem", content: [block("paragraph"), ...more] });
  const list = (...content: object[]) => ({ type: "bulletList", content });
  const row = () => ({
    type: "tableRow",
    content: [1, 2].map(() => ({ type: "tableCell", content: [block("paragraph")] })),
  });
  const task = { type: "taskItem", attrs: { checked: true }, content: [block("paragraph")] };
  const content = [
    block("heading", { level: 1 }),
    block("paragraph"),
    list(item(), item(list(item(), item())), item()),
    { type: "blockquote", content: [block("paragraph"), block("paragraph")] },
    { type: "taskList", content: [task] },
    { type: "table", content: [row(), row()] },
    block("codeBlock"),
    block("paragraph"),
  ];
  const document = editorSchema().nodeFromJSON({ type: "doc", content });
  editor.change((transaction) => transaction.replaceWith(0, transaction.doc.content.size, document.content));
}
