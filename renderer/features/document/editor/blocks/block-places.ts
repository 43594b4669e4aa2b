import type { Node } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import { type BlockRange, isItem, isList, unitAt } from "./block-range.ts";

/** Room to the left of an item in which its number or point stands, in pixels. */
const markerRoom = 24;

/** The line at a height of the window, as the browser has it there; undefined between lines and where there is no text. */
export function unitUnder(view: EditorView, y: number): BlockRange | undefined {
  const { left, width } = view.dom.getBoundingClientRect();
  const hit = document.elementsFromPoint(left + width / 2, y).find((at) => at !== view.dom && view.dom.contains(at));
  if (hit === undefined) return undefined;
  const unit = unitAt(view.state.doc, view.posAtDOM(hit, 0, -1));
  return unit !== undefined && elementAt(view, unit.from)?.contains(hit) === true ? unit : undefined;
}

/** The element that the block behind a position is drawn as. */
export function elementAt(view: EditorView, position: number): HTMLElement | undefined {
  const dom = position < 0 || position > view.state.doc.content.size ? null : view.nodeDOM(position);
  return dom instanceof HTMLElement ? dom : undefined;
}

/** Where the handle of a block belongs, in pixels of the window: its right edge, and the middle of the block's first line. */
export function handlePlace(view: EditorView, block: BlockRange): { right: number; middle: number } | undefined {
  const element = elementAt(view, block.from);
  const line = elementAt(view, firstLine(view.state.doc, block.from));
  if (element === undefined || line === undefined) return undefined;
  const style = getComputedStyle(line);
  const height = Number.parseFloat(style.lineHeight) || line.offsetHeight;
  const top = line.getBoundingClientRect().top + Number.parseFloat(style.paddingTop);
  return { right: leftOf(view, element), middle: top + Math.min(height, Math.max(line.offsetHeight, markerRoom)) / 2 };
}

function leftOf(view: EditorView, element: HTMLElement): number {
  const { left } = element.getBoundingClientRect();
  const isMarked =
    element.matches("ul:not([data-type]) > li, ol > li") && getComputedStyle(element).direction === "ltr";
  return Math.max(isMarked ? left - markerRoom : left, view.dom.getBoundingClientRect().left);
}

/** The box around all blocks of a range, in pixels of the window. */
export function boxOf(view: EditorView, { from, to }: BlockRange): DOMRect | undefined {
  const first = elementAt(view, from);
  const before = view.state.doc.resolve(to).nodeBefore;
  const last = before === null ? undefined : elementAt(view, to - before.nodeSize);
  if (first === undefined || last === undefined) return undefined;
  const text = view.dom.getBoundingClientRect();
  const left = Math.min(leftOf(view, first), leftOf(view, last));
  const { top } = first.getBoundingClientRect();
  return new DOMRect(left, top, text.right - left, last.getBoundingClientRect().bottom - top);
}

/** Where blocks would begin that are put at a place, and the height between the lines around it, in pixels of the window. */
export function dropLine(view: EditorView, place: number, blocks: BlockRange): { left: number; middle: number } {
  const { doc } = view.state;
  const $place = doc.resolve(place);
  const { nodeBefore, nodeAfter, parent } = $place;
  const beside = nodeBefore === null ? place : place - nodeBefore.nodeSize;
  const text = view.dom.getBoundingClientRect();
  const list = doc.resolve(blocks.from).parent;
  const becomesList = isList(list.type) && !isList(parent.type) && list.type.name !== "taskList";
  const left = elementAt(view, beside)?.getBoundingClientRect().left ?? text.left;
  const above = elementAt(view, beside)?.getBoundingClientRect();
  const below = nodeAfter === null ? undefined : elementAt(view, place)?.getBoundingClientRect();
  const ends = [nodeBefore === null ? undefined : above?.bottom, below?.top].filter((end) => end !== undefined);
  const middle = ends.reduce((sum, end) => sum + end, 0) / Math.max(ends.length, 1);
  return { left: becomesList ? left + markerRoom : left, middle };
}

function firstLine(doc: Node, position: number): number {
  let at = position;
  for (let node = doc.nodeAt(at); node !== null; node = doc.nodeAt(at)) {
    const holdsLines = isItem(node.type) || isList(node.type) || node.type.name === "blockquote";
    if (!holdsLines) return at;
    at += 1;
  }
  return position;
}
