import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { flowKey } from "#renderer/features/document/editor/flow-editing.ts";
import { elementAt, handlePlace, unitUnder } from "./block-places.ts";
import { type BlockRange, blockAt } from "./block-range.ts";

interface Parts {
  readonly editor: Editor;
  /** What floats; it is moved within the layer. */
  readonly handle: HTMLElement;
  readonly layer: HTMLElement;
  /** The block is deleted beside which the handle was held. */
  readonly onGone: () => void;
}

/** Keeps the one handle beside the block that is meant. */
export interface FollowedBlocks {
  /** The block beside which the handle stands. */
  current(): BlockRange | undefined;
  /** Puts the handle beside the block that holds the caret; gives that block. */
  goToCaret(): BlockRange | undefined;
  /** While it is held, the handle stays where it is, whatever the pointer does. */
  hold(): void;
  release(): void;
  end(): void;
}

/** How far beside the text the pointer still means it, in pixels. */
const reach = { left: 96, right: 48 };
/** The room in which the handle and its neighbour both fit, in pixels. */
const roomForBoth = 50;

/**
 * The handle goes to the block at the pointer's height, once a frame and only when the pointer moved; for touch to the
 * block with the caret. A key costs one call that returns at once: while one types there is no handle.
 */
export function followBlocks({ editor, handle, layer, onGone }: Parts): FollowedBlocks {
  const { view } = editor;
  const scroller = layer.closest<HTMLElement>("[data-page-scroll]") ?? document.body;
  let current: BlockRange | undefined;
  let isHeld = false;
  let frame = 0;
  let pointer = { x: -1, y: -1 };
  let hiddenAt = pointer;
  let isTouch = matchMedia("(pointer: coarse)").matches;

  function show(block: BlockRange | undefined): void {
    const place = block === undefined || !editor.isEditable ? undefined : handlePlace(view, block);
    current = place === undefined ? undefined : block;
    handle.toggleAttribute("data-shown", place !== undefined);
    if (place === undefined) return;
    const { left, top } = layer.getBoundingClientRect();
    const room = place.right - scroller.getBoundingClientRect().left;
    handle.toggleAttribute("data-narrow", isTouch || room < roomForBoth);
    handle.style.transform = `translate(${Math.round(place.right - left)}px, ${Math.round(place.middle - top)}px)`;
  }

  function look(): void {
    frame = 0;
    if (isHeld) return;
    const { left, right } = view.dom.getBoundingClientRect();
    const isNear = pointer.x > left - reach.left && pointer.x < right + reach.right;
    const unit = isNear ? unitUnder(view, pointer.y) : undefined;
    const block = unit === undefined ? undefined : blockAt(view.state.doc, unit.from);
    if (block !== undefined) show(block);
    else if (!(isNear && isBeside())) show(undefined);
  }

  /** Whether the pointer is between the handle's block and the next. */
  function isBeside(): boolean {
    const box = current === undefined ? undefined : elementAt(view, current.from)?.getBoundingClientRect();
    return box !== undefined && pointer.y > box.top - markerGap && pointer.y < box.bottom + markerGap;
  }

  function lookSoon(): void {
    if (frame === 0) frame = requestAnimationFrame(look);
  }

  function onPointerMove(event: PointerEvent): void {
    if (event.pointerType === "touch" || isHeld) return;
    if (event.clientX === hiddenAt.x && event.clientY === hiddenAt.y) return;
    hiddenAt = { x: -1, y: -1 };
    isTouch = false;
    pointer = { x: event.clientX, y: event.clientY };
    if (event.buttons === 0 && !(event.target instanceof globalThis.Node && handle.contains(event.target))) lookSoon();
  }

  function onPointerLeave(): void {
    if (!(isHeld || isTouch)) show(undefined);
  }

  function onPointerDown(event: PointerEvent): void {
    isTouch = event.pointerType === "touch";
  }

  function onTransaction({ transaction }: { readonly transaction: Transaction }): void {
    if (current === undefined && !isTouch) return;
    const isFollowing = transaction.getMeta(flowKey) !== undefined;
    if (transaction.docChanged && !isFollowing && !isHeld) {
      // Until the pointer moves, what is typed is not disturbed.
      hiddenAt = pointer;
      show(undefined);
    } else if (transaction.docChanged && current !== undefined) {
      const moved = { from: transaction.mapping.map(current.from, 1), to: transaction.mapping.map(current.to, -1) };
      current = moved.from < moved.to ? moved : undefined;
      if (!isHeld) show(current);
      else if (current === undefined) onGone();
    } else if (transaction.selectionSet && isTouch && !isHeld && view.hasFocus()) goToCaret();
  }

  function goToCaret(): BlockRange | undefined {
    const { doc, selection } = view.state;
    show(blockAt(doc, selection.from));
    return current;
  }

  scroller.addEventListener("pointermove", onPointerMove, { passive: true });
  scroller.addEventListener("pointerleave", onPointerLeave);
  scroller.addEventListener("pointerdown", onPointerDown, { capture: true, passive: true });
  editor.on("transaction", onTransaction);
  const sizes = new ResizeObserver(() => {
    if (current !== undefined && !isHeld) show(current);
  });
  sizes.observe(layer);
  return {
    current: () => current,
    goToCaret,
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      show(current);
    },
    end: () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      editor.off("transaction", onTransaction);
      scroller.removeEventListener("pointermove", onPointerMove);
      scroller.removeEventListener("pointerleave", onPointerLeave);
      scroller.removeEventListener("pointerdown", onPointerDown, { capture: true });
    },
  };
}

/** The widest that the gap between two blocks is, in pixels. */
const markerGap = 36;
