import { type RefObject, useLayoutEffect } from "react";
import { holdStill } from "./hold-still.ts";
import { findKeptPlace, keepPlace, writePlaces } from "./kept-places.ts";
import { findBlock, type Place, readPlace } from "./page-blocks.ts";
import { useSought } from "./sought.ts";

/** Opens a page where this tab left it, and notes where it is left. */
export function useKeptScroll(pageId: string, scroller: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    // Where the person comes for something in particular, that goes before.
    const isSought = useSought.getState().sought?.pageId === pageId || window.location.hash !== "";
    const kept = isSought ? undefined : findKeptPlace(pageId);
    let isHeld = kept !== undefined;
    let frame = 0;
    const note = () => {
      frame = 0;
      if (!isHeld) keepPlace(pageId, readPlace(element));
    };
    const noteSoon = () => {
      if (frame === 0) frame = requestAnimationFrame(note);
    };
    const onEnd = () => {
      isHeld = false;
    };
    const stop = kept === undefined ? undefined : holdStill(element, { distance: distanceTo(element, kept), onEnd });
    const write = () => {
      if (frame !== 0) note();
      writePlaces();
    };
    element.addEventListener("scroll", noteSoon, { passive: true });
    window.addEventListener("pagehide", write);
    return () => {
      stop?.();
      cancelAnimationFrame(frame);
      element.removeEventListener("scroll", noteSoon);
      window.removeEventListener("pagehide", write);
    };
  }, [pageId, scroller]);
}

/** From where a page is to a place on it. A block once found is followed wherever others push it. */
function distanceTo(scroller: HTMLElement, { block, offset, top }: Place): () => number | undefined {
  let found: Element | undefined;
  return () => {
    if (block === null) return top - scroller.scrollTop;
    if (found?.isConnected !== true) found = findBlock(scroller, block);
    // Until the block is drawn the page is about there.
    if (found === undefined) return top - scroller.scrollTop;
    return found.getBoundingClientRect().top + offset - scroller.getBoundingClientRect().top;
  };
}
