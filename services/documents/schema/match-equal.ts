import { longestRise } from "./longest-rise.ts";

/** A pair of indices whose keys are equal. */
export interface Match {
  readonly before: number;
  readonly after: number;
}

/** Pairs of equal keys in the same order on both sides: the common ends, then keys that occur once (patience diff), then their equal neighbours. O(n log n). */
export function matchEqual(before: readonly string[], after: readonly string[]): Match[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;

  const matches: Match[] = Array.from({ length: head }, (_, index) => ({ before: index, after: index }));
  const end = { before: before.length - tail, after: after.length - tail };
  let reached: Match = { before: head, after: head };
  for (const anchor of longestRise(uniquePairs(before, after, { start: head, end }), (pair) => pair.after)) {
    if (anchor.before < reached.before || anchor.after < reached.after) continue;
    let back = 0;
    while (
      anchor.before - back > reached.before &&
      anchor.after - back > reached.after &&
      before[anchor.before - back - 1] === after[anchor.after - back - 1]
    ) {
      back += 1;
    }
    let ahead = 1;
    while (
      anchor.before + ahead < end.before &&
      anchor.after + ahead < end.after &&
      before[anchor.before + ahead] === after[anchor.after + ahead]
    ) {
      ahead += 1;
    }
    for (let step = -back; step < ahead; step += 1) {
      matches.push({ before: anchor.before + step, after: anchor.after + step });
    }
    reached = { before: anchor.before + ahead, after: anchor.after + ahead };
  }
  for (let step = 0; step < tail; step += 1) matches.push({ before: end.before + step, after: end.after + step });
  return matches;
}

interface Span {
  readonly start: number;
  readonly end: Match;
}

/** Keys that occur exactly once on each side within the span, by their place before. */
function uniquePairs(before: readonly string[], after: readonly string[], span: Span): Match[] {
  const placesBefore = uniquePlaces(before, span.start, span.end.before);
  const placesAfter = uniquePlaces(after, span.start, span.end.after);
  const pairs: Match[] = [];
  for (const [key, place] of placesBefore) {
    const other = placesAfter.get(key);
    if (place >= 0 && other !== undefined && other >= 0) pairs.push({ before: place, after: other });
  }
  return pairs;
}

/** Where each key of a range stands; -1 for one that occurs again. */
function uniquePlaces(keys: readonly string[], start: number, end: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let index = start; index < end; index += 1) {
    const key = keys[index] ?? "";
    places.set(key, places.has(key) ? -1 : index);
  }
  return places;
}
