import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { boxOf, dropLine, elementAt, unitUnder } from "./block-places.ts";
import { type BlockRange, unitAt } from "./block-range.ts";
import { gapBeside, isSamePlace, moveBlocksTo, placesInGap } from "./move-blocks.ts";

interface Drag {
  readonly editor: Editor;
  readonly layer: HTMLElement;
  /** Drawn where the blocks would go, and over where they are. */
  readonly line: HTMLElement;
  readonly shade: HTMLElement;
  /** The press it begins with, and what was pressed. */
  readonly press: PointerEvent;
  readonly grip: HTMLElement;
  readonly blocks: BlockRange;
  /** It went far enough to be more than a click. */
  readonly onBegin: () => void;
  readonly onEnd: () => void;
}

/** How far a press may slip and still be a click, in pixels. */
const slip = 4;
/** Near the upper and lower edge of the page it is scrolled: within so many pixels, by at most so many a frame. */
const edge = 56;
const fastest = 16;

/** Drags blocks by their handle until it is let go, or Esc is pressed. */
export function dragBlock({ editor, layer, line, shade, press, grip, blocks, onBegin, onEnd }: Drag): void {
  const { view } = editor;
  const scroller = layer.closest<HTMLElement>("[data-page-scroll]");
  let range: BlockRange | undefined = blocks;
  let hasBegun = false;
  let place: number | undefined;
  let pointer = { x: press.clientX, y: press.clientY };
  let frame = 0;
  const startLeft = elementAt(view, blocks.from)?.getBoundingClientRect().left ?? 0;

  function onMove(event: PointerEvent): void {
    if (event.pointerId !== press.pointerId) return;
    pointer = { x: event.clientX, y: event.clientY };
    if (hasBegun || Math.hypot(pointer.x - press.clientX, pointer.y - press.clientY) < slip) return;
    hasBegun = true;
    onBegin();
    frame = requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = requestAnimationFrame(draw);
    scrollNearEdge();
    const found = range === undefined ? undefined : findPlace(range);
    if (found !== undefined) place = found;
    drawLine();
    drawBox(shade, { layer, box: range === undefined ? undefined : boxOf(view, range) });
  }

  function scrollNearEdge(): void {
    if (scroller === null) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const over = Math.min(pointer.y - top - edge, 0) + Math.max(pointer.y - bottom + edge, 0);
    if (over !== 0) scroller.scrollTop += Math.max(-1, Math.min(1, over / edge)) * fastest;
  }

  /** The place nearest to the pointer; undefined where it is between two lines, and what was found before holds. */
  function findPlace(moving: BlockRange): number | undefined {
    const { doc } = view.state;
    const unit = unitUnder(view, pointer.y) ?? endBeside();
    const box = unit === undefined ? undefined : elementAt(view, unit.from)?.getBoundingClientRect();
    if (unit === undefined || box === undefined) return undefined;
    const gap = gapBeside(doc, unit.from, pointer.y < (box.top + box.bottom) / 2 ? "before" : "behind");
    const wanted = startLeft + pointer.x - press.clientX;
    const places = gap === undefined ? [] : placesInGap(doc, gap, moving);
    const byDistance = places
      .map((at) => ({ at, distance: Math.abs(dropLine(view, at, moving).left - wanted) }))
      .toSorted((one, other) => one.distance - other.distance);
    return byDistance[0]?.at;
  }

  /** The last line where the pointer is below all of them, the first where it is above. */
  function endBeside(): BlockRange | undefined {
    const { doc } = view.state;
    const { firstChild, lastChild } = doc;
    if (firstChild === null || lastChild === null) return undefined;
    const top = elementAt(view, 0)?.getBoundingClientRect().top ?? 0;
    if (pointer.y < top) return unitAt(doc, lineWithin(0));
    const last = doc.content.size - lastChild.nodeSize;
    const bottom = elementAt(view, last)?.getBoundingClientRect().bottom ?? 0;
    if (pointer.y <= bottom) return undefined;
    let found: number | undefined;
    doc.nodesBetween(last, doc.content.size, (node, pos) => {
      if (node.isTextblock || node.isLeaf) found = pos;
      return !node.isTextblock;
    });
    return found === undefined ? undefined : unitAt(doc, found);
  }

  function lineWithin(position: number): number {
    let at = position;
    for (let node = view.state.doc.nodeAt(at); node !== null && !node.isTextblock && !node.isLeaf; at += 1) {
      if (node.type.spec["tableRole"] !== undefined) return at;
      node = view.state.doc.nodeAt(at + 1);
    }
    return at;
  }

  function drawLine(): void {
    const isHere = range === undefined || place === undefined || isSamePlace(view.state.doc, range, place);
    line.toggleAttribute("data-shown", !isHere);
    if (isHere || range === undefined || place === undefined) return;
    const { left, middle } = dropLine(view, place, range);
    const around = layer.getBoundingClientRect();
    line.style.transform = `translate(${left - around.left}px, ${middle - around.top}px)`;
    line.style.width = `${view.dom.getBoundingClientRect().right - left}px`;
  }

  function onTransaction({ transaction }: { readonly transaction: Transaction }): void {
    if (!transaction.docChanged || range === undefined) return;
    const { mapping } = transaction;
    const now = { from: mapping.map(range.from, 1), to: mapping.map(range.to, -1) };
    range = now.from < now.to ? now : undefined;
    place = undefined;
    if (range === undefined) finish();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    finish();
  }

  function onUp(event: PointerEvent): void {
    if (event.pointerId !== press.pointerId) return;
    const moved =
      hasBegun && range !== undefined && place !== undefined ? moveBlocksTo(view.state, range, place) : undefined;
    finish();
    if (moved !== undefined && editor.isEditable) {
      view.dispatch(moved.setMeta("uiEvent", "drop"));
      view.focus();
    }
  }

  function finish(): void {
    cancelAnimationFrame(frame);
    line.removeAttribute("data-shown");
    drawBox(shade, { layer, box: undefined });
    editor.off("transaction", onTransaction);
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", finish);
    window.removeEventListener("keydown", onKey, true);
    onEnd();
  }

  grip.setPointerCapture(press.pointerId);
  editor.on("transaction", onTransaction);
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", finish);
  window.addEventListener("keydown", onKey, true);
}

/** Lays an element of the layer over a box of the window; hides it without one. */
export function drawBox(
  element: HTMLElement,
  { layer, box }: { readonly layer: HTMLElement; readonly box: DOMRect | undefined },
): void {
  element.toggleAttribute("data-shown", box !== undefined);
  if (box === undefined) return;
  const { left, top } = layer.getBoundingClientRect();
  element.style.transform = `translate(${box.left - left}px, ${box.top - top}px)`;
  element.style.width = `${box.width}px`;
  element.style.height = `${box.height}px`;
}
