import { Fragment, type Mark, type Node, Schema } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { EditorView, type MarkView } from "@tiptap/pm/view";
import { findChanged } from "#renderer/features/document/editor/changed-blocks.ts";
import { type Assignment, assignChunks } from "./assign-chunks.ts";

/**
 * Long documents are drawn in chunks of blocks: elements between the editor's and the blocks' that the browser lays out and
 * paints each by itself, and only near the screen (`content-visibility`). A key costs a browser about a microsecond for
 * every sibling of the block it goes to, which at 10 000 blocks is most of a frame.
 *
 * prosemirror-view draws marks around nodes, blocks too, and knows everywhere that such an element stands for no position.
 * So while it draws the blocks of a document it is shown a document whose blocks carry a mark that says their chunk. The
 * mark is of no document's schema, and nothing but the drawing ever sees it.
 */
const drawingSchema = new Schema({
  nodes: { doc: { content: "text*" }, text: {}, between: { content: "text*", inline: true } },
  marks: {
    chunk: {
      attrs: { number: {} },
      // What is typed is read from the blocks inside as if the element were not there.
      reparseInView: true,
    },
  },
});

/** What is used here of how prosemirror-view describes what it has drawn; it is not part of what it promises. */
interface Drawn {
  node?: Node;
  readonly mark?: Mark;
  readonly parent?: Drawn;
  readonly children: readonly Drawn[];
}

type UpdateChildren = (this: Drawn, view: EditorView, position: number) => void;

interface Drawing {
  readonly assignment: Assignment<Node>;
  /** The blocks with their marks. The same must be the same again, or it would be drawn anew. */
  readonly marked: Fragment;
  /** By chunk: one object each, which is compared fastest. */
  readonly marks: Map<number, Mark>;
}

const drawings = new WeakMap<EditorView, Drawing>();
/** The elements of a view's chunks, by their numbers. */
const elements = new WeakMap<EditorView, Map<number, HTMLElement>>();

/** How a chunk is drawn, for the editor and one of its plugins alike: where that changes, all is drawn anew. */
export const markViews = { chunk: drawChunk };

function drawChunk({ attrs }: Mark, view: EditorView): MarkView {
  const dom = document.createElement("div");
  dom.className = "document-chunk";
  const known = elements.get(view) ?? new Map<number, HTMLElement>();
  elements.set(view, known.set(Number(attrs["number"]), dom));
  return { dom, contentDOM: dom, ignoreMutation: ({ type, target }) => type === "attributes" && target === dom };
}

/** The element of the chunk that holds a block, and those above and below it; none where a document is short. */
export function chunksOf(view: EditorView, block: number): readonly HTMLElement[] {
  const chunks = drawings.get(view)?.assignment.chunks ?? [];
  const number = chunks[block];
  if (number === undefined) return [];
  let [from, to] = [block, block];
  while (chunks[from] === number) from -= 1;
  while (chunks[to] === number) to += 1;
  const numbers = [chunks[from], number, chunks[to]].filter((near) => near !== undefined);
  return numbers.flatMap((near) => elements.get(view)?.get(near) ?? []);
}
const betweenNode = drawingSchema.node("between");
let isPrepared = false;

/** From now on every editor draws long documents in chunks. */
export function drawInChunks(): void {
  if (isPrepared) return;
  isPrepared = true;
  const sample = new EditorView(null, { state: EditorState.create({ schema: drawingSchema }) });
  const prototype: unknown = Object.getPrototypeOf(Reflect.get(sample, "docView"));
  sample.destroy();
  // Without what is expected all is drawn as ever, only slower.
  if (!canUpdateChildren(prototype)) return;
  const original = prototype.updateChildren;
  prototype.updateChildren = function updateChildren(view, position) {
    if (this.parent !== undefined || this.node === undefined) return original.call(this, view, position);
    const { node } = this;
    const marked = markBlocks(view, node);
    if (marked === node) return original.call(this, view, position);
    this.node = marked;
    try {
      original.call(this, view, position);
    } finally {
      this.node = node;
    }
    // With a node of its own, what is typed in a block is read from that block and not from the whole chunk.
    for (const child of this.children) if (child.mark?.type === drawingSchema.marks.chunk) child.node = betweenNode;
  };
}

function canUpdateChildren(value: unknown): value is { updateChildren: UpdateChildren } {
  return (
    typeof value === "object" &&
    value !== null &&
    "updateChildren" in value &&
    typeof value.updateChildren === "function"
  );
}

/** The document with each block's chunk as a mark on it; the very same document while it is short. */
function markBlocks(view: EditorView, doc: Node): Node {
  const before = drawings.get(view);
  const drawing = (before && followWords(doc, before)) ?? drawAfresh(doc, before);
  if (drawing === undefined) return doc;
  drawings.set(view, drawing);
  return doc.copy(drawing.marked);
}

/** Where no more than the words of one block changed, as with nearly every key; undefined elsewhere. */
function followWords(doc: Node, before: Drawing): Drawing | undefined {
  const { assignment, marked, marks } = before;
  const { start, end } = findChanged(doc.children, assignment.blocks);
  if (doc.childCount !== assignment.blocks.length || start + end < doc.childCount - 1) return undefined;
  const block = doc.maybeChild(start);
  if (block === null) return before;
  return {
    assignment: { ...assignment, blocks: doc.children },
    marked: marked.replaceChild(start, markBlock(block, assignment.chunks[start] ?? 0, marks)),
    marks,
  };
}

function drawAfresh(doc: Node, before: Drawing | undefined): Drawing | undefined {
  const assignment = assignChunks(doc.children, before?.assignment);
  if (assignment === undefined) return undefined;
  const marks = before?.marks ?? new Map<number, Mark>();
  const marked = doc.children.map((block, index) => {
    const known = before?.marked.maybeChild(findBefore(assignment, before.assignment, index));
    return known ?? markBlock(block, assignment.chunks[index] ?? 0, marks);
  });
  return { assignment, marked: Fragment.fromArray(marked), marks };
}

/** Where a block stood when it was last drawn, if it stood in the same chunk; -1 where it did not. */
function findBefore(now: Assignment<Node>, before: Assignment<Node>, index: number): number {
  const fromEnd = index + before.blocks.length - now.blocks.length;
  const isSame = (at: number) => before.blocks[at] === now.blocks[index] && before.chunks[at] === now.chunks[index];
  if (isSame(index)) return index;
  return isSame(fromEnd) ? fromEnd : -1;
}

function markBlock(block: Node, chunk: number, marks: Map<number, Mark>): Node {
  const mark = marks.get(chunk) ?? drawingSchema.mark("chunk", { number: chunk });
  marks.set(chunk, mark);
  return block.mark([mark]);
}
