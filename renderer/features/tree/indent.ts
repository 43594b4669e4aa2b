/** Levels that are set in fully; each deeper one by less than the one before, so that titles keep their room. */
const fullLevels = 5;
const fullIndent = 18;
/** What all deeper levels together come to at most, in pixels. */
const deepRoom = 44;
/** The deeper level that is set in by half of that room. */
const halfWay = 5;
const edge = 4;
/** From a row's indent to the middle of its twist. */
const twistMiddle = 8;
/** Lines closer to each other than this would be a grey area. */
const lineGap = 5;

/** How far a row of a level is set in, in pixels; the tree's top has level 0. */
export function indentOf(level: number): number {
  const deep = Math.max(0, level - fullLevels);
  return edge + Math.min(level, fullLevels) * fullIndent + (deepRoom * deep) / (deep + halfWay);
}

/** Where the lines stand that lead from a row up to the pages it lies in, in pixels: the nearest, and others with room. */
export function guidesOf(level: number): readonly number[] {
  const lines: number[] = [];
  for (let above = level - 1; above >= 0; above -= 1) {
    const place = indentOf(above) + twistMiddle;
    // None runs through the row's own twist.
    if (place > indentOf(level)) continue;
    if ((lines.at(-1) ?? Number.POSITIVE_INFINITY) - place >= lineGap) lines.push(place);
  }
  return lines;
}
