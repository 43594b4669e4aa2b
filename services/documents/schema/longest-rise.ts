/** The longest run of items, in their order, whose numbers rise. O(n log n). */
export function longestRise<Item>(items: readonly Item[], numberOf: (item: Item) => number): Item[] {
  const numbers = items.map(numberOf);
  /** By length of a run, the place of the item with the lowest number that one can end with. */
  const tails: number[] = [];
  const previous: number[] = [];
  numbers.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const run: Item[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) run.push(...items.slice(at, at + 1));
  return run.reverse();
}
