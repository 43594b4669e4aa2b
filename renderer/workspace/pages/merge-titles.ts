const words = new Intl.Segmenter(undefined, { granularity: "word" });

interface Change {
  /** The words of the base that were replaced: from the first to before the last, by their numbers. */
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

/** A title with two people's changes of one base in it; undefined when they changed the same words or the same place. */
export function mergeTitles(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const before = split(base);
  const [first, second] = [findChange(before, split(mine)), findChange(before, split(theirs))].toSorted(byPlace);
  if (first === undefined || second === undefined || first.to > second.from) return undefined;
  const isSamePlace = first.from === second.from && first.to === second.to;
  if (isSamePlace) return undefined;
  return [
    ...before.slice(0, first.from),
    ...first.by,
    ...before.slice(first.to, second.from),
    ...second.by,
    ...before.slice(second.to),
  ].join("");
}

/** Whether a title has all the words of another, in their order: then nothing of that is lost. */
export function holdsTitle(title: string, other: string): boolean {
  const left = split(title);
  return split(other)
    .filter((word) => word.trim() !== "")
    .every((word) => {
      const at = left.indexOf(word);
      left.splice(0, at + 1);
      return at >= 0;
    });
}

/** Words, signs and blanks, which together are the text again. */
function split(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

/** What lies between the words both begin with and the words both end with. */
function findChange(before: readonly string[], after: readonly string[]): Change {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, by: after.slice(from, after.length - same) };
}

function byPlace(one: Change, other: Change): number {
  return one.from - other.from || one.to - other.to;
}
