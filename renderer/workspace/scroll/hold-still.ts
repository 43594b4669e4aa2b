/** Anything a person does by hand. */
const handEvents = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

interface Hold {
  /** How far the page has to be scrolled from where it is, in pixels; undefined while what is sought is not drawn. */
  readonly distance: () => number | undefined;
  /** The person took over. */
  readonly onEnd: () => void;
}

/**
 * Keeps a page at a place while it is drawn: the first paint, what is drawn later, the editor that takes its place. Ends
 * with the first thing the person does; gives the function that ends it before.
 */
export function holdStill(scroller: HTMLElement, { distance, onEnd }: Hold): () => void {
  function settle() {
    // What is laid out by coming near the screen moves what is below it, which a second look sees.
    for (const _look of [1, 2]) {
      const pixels = distance();
      if (pixels !== undefined && Math.abs(pixels) >= 1) scroller.scrollTop += pixels;
    }
  }
  const sizes = new ResizeObserver(settle);
  function watchSizes() {
    sizes.disconnect();
    for (const child of scroller.children) sizes.observe(child);
    settle();
  }
  const nodes = new MutationObserver(watchSizes);
  function stop() {
    sizes.disconnect();
    nodes.disconnect();
    for (const name of handEvents) window.removeEventListener(name, end, true);
  }
  function end() {
    stop();
    onEnd();
  }
  for (const name of handEvents) window.addEventListener(name, end, { capture: true, passive: true });
  nodes.observe(scroller, { childList: true, subtree: true });
  watchSizes();
  return stop;
}
