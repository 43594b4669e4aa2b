const smallStep = 2;
const largeStep = 10;

function within(position: number): number {
  return Math.min(100, Math.max(0, Math.round(position)));
}

/** The position after the picture was dragged down by some pixels, of which `hiddenPixels` lie outside the cover; 0 shows its top. */
export function movedPosition(from: number, downPixels: number, hiddenPixels: number): number {
  return hiddenPixels <= 0 ? from : within(from - (downPixels / hiddenPixels) * 100);
}

/** The position a key leads to; undefined for other keys. */
export function steppedPosition(from: number, { key, shiftKey }: { key: string; shiftKey: boolean }) {
  const step = shiftKey ? largeStep : smallStep;
  if (key === "ArrowUp") return within(from - step);
  if (key === "ArrowDown") return within(from + step);
  if (key === "PageUp") return within(from - largeStep);
  if (key === "PageDown") return within(from + largeStep);
  if (key === "Home") return 0;
  if (key === "End") return 100;
  return undefined;
}
