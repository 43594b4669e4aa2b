import * as Y from "yjs";

/** The first updates that travel together, and how many they are: as many as fit, at least one. */
export function takeBatch(updates: readonly Uint8Array[], mostBytes: number): { update: Uint8Array; count: number } {
  let bytes = 0;
  let count = 0;
  for (const { length } of updates) {
    if (count > 0 && bytes + length > mostBytes) break;
    bytes += length;
    count += 1;
  }
  const [first, ...others] = updates.slice(0, count);
  if (first === undefined) throw new RangeError("There is nothing to send.");
  return { update: others.length === 0 ? first : Y.mergeUpdates([first, ...others]), count };
}

/** What the updates hold beyond a state, in order, in parts that travel one by one. */
export function splitUpdates(
  updates: readonly Uint8Array[],
  options: { readonly beyond: Uint8Array; readonly mostBytes: number },
): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let left = updates.map((update) => Y.diffUpdate(update, options.beyond));
  while (left.length > 0) {
    const { update, count } = takeBatch(left, options.mostBytes);
    parts.push(update);
    left = left.slice(count);
  }
  return parts;
}
