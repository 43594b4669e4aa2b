import type { StepMap } from "@tiptap/pm/transform";

/** Positions that were not touched: `size` of them from `before` in the old document stand from `after` on in the new one. */
export interface KeptRange {
  readonly before: number;
  readonly after: number;
  readonly size: number;
}

/** What is left untouched of a document with `size` positions by changes one after another. Ascending on both sides. */
export function keepThrough(size: number, maps: readonly StepMap[]): readonly KeptRange[] {
  let kept: readonly KeptRange[] = [{ before: 0, after: 0, size }];
  for (const map of maps) kept = cutBy(kept, map);
  return kept;
}

function cutBy(kept: readonly KeptRange[], map: StepMap): readonly KeptRange[] {
  const cuts: { readonly from: number; readonly to: number; readonly shift: number }[] = [];
  map.forEach((...[from, to, , newTo]) => void cuts.push({ from, to, shift: newTo - to }));
  if (cuts.length === 0) return kept;
  return kept.flatMap((range) => {
    const left: KeptRange[] = [];
    const end = range.after + range.size;
    let at = range.after;
    let shift = 0;
    const keep = (until: number) => {
      if (until > at) left.push({ before: range.before + at - range.after, after: at + shift, size: until - at });
    };
    for (const cut of cuts) {
      if (cut.from >= end) break;
      keep(cut.from);
      at = Math.max(at, cut.to);
      shift = cut.shift;
    }
    keep(end);
    return left;
  });
}

/** The old place of a position of the new document; undefined where it is new. */
export function oldPlaceOf(kept: readonly KeptRange[], position: number): number | undefined {
  const range = findRange(kept, position, "after");
  return range === undefined ? undefined : range.before + position - range.after;
}

/** The new place of a position of the old document; undefined where it is gone. */
export function newPlaceOf(kept: readonly KeptRange[], position: number): number | undefined {
  const range = findRange(kept, position, "before");
  return range === undefined ? undefined : range.after + position - range.before;
}

/** The range that holds a position on one side. */
export function findRange(
  kept: readonly KeptRange[],
  position: number,
  side: "before" | "after",
): KeptRange | undefined {
  const range = kept[countUpTo(kept, position, side) - 1];
  return range !== undefined && position < range[side] + range.size ? range : undefined;
}

/** How many ranges begin at a position or before it. */
export function countUpTo(kept: readonly KeptRange[], position: number, side: "before" | "after"): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.[side] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
