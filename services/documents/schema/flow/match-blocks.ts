import type { Node } from "@tiptap/pm/model";
import { countUpTo, findRange, type KeptRange, newPlaceOf, oldPlaceOf } from "./kept-ranges.ts";
import type { LocatedBlock } from "./located-blocks.ts";

/** A part of a new block's content: kept from an old block, or new. Offsets and sizes are positions of content. */
export type Segment =
  | {
      readonly kind: "kept";
      readonly from: number;
      readonly size: number;
      readonly block: number;
      readonly oldFrom: number;
    }
  | { readonly kind: "new"; readonly from: number; readonly size: number };

/** Which old block each new one is, by index, and what each new one is made of. */
export interface BlockMatches {
  /** For each new block the old one it is; undefined for one that is new. */
  readonly oldOf: readonly (number | undefined)[];
  readonly segments: readonly (readonly Segment[])[];
  /** Some block stands elsewhere among the others than before. */
  readonly hasMoved: boolean;
}

/** Tells which blocks are the same before and after a change: the untouched ones, those that were moved as they are, those whose words went on, and those replaced in their place. */
export function matchBlocks(
  before: readonly LocatedBlock[],
  after: readonly LocatedBlock[],
  kept: readonly KeptRange[],
): BlockMatches {
  const oldOf: (number | undefined)[] = after.map(() => undefined);
  const isTaken = before.map(() => false);
  const take = (index: number, old: number) => {
    oldOf[index] = old;
    isTaken[old] = true;
  };
  const byPos = new Map(before.map(({ pos }, index) => [pos, index]));
  after.forEach(({ pos }, index) => {
    const place = oldPlaceOf(kept, pos);
    const old = place === undefined ? undefined : byPos.get(place);
    if (old !== undefined && !isTaken[old]) take(index, old);
  });

  const moved = new Set<number>();
  const untaken = new Map<Node, number[]>();
  before.forEach(({ node, pos }, old) => {
    // What is put in again while its words stay is a copy.
    if (!isTaken[old] && !holdsKept(node, pos, kept)) untaken.set(node, [...(untaken.get(node) ?? []), old]);
  });
  after.forEach(({ node }, index) => {
    const old = oldOf[index] === undefined ? untaken.get(node)?.shift() : undefined;
    if (old === undefined) return;
    take(index, old);
    moved.add(index);
  });

  const segments = after.map((block, index) => {
    const old = oldOf[index];
    if (old !== undefined && moved.has(index)) return wholeOf(block, old);
    return segmentsOf(block, { before, kept });
  });

  const holders = firstHolders(segments);
  oldOf.forEach((old, index) => {
    if (old === undefined) return;
    const first = segments[index]?.find((segment) => segment.kind === "kept");
    // A marker goes with the first of the words behind it.
    const isElsewhere = (holders.get(old) ?? index) !== index;
    const isBehindOthers = first !== undefined && first.block !== old && holders.get(first.block) !== index;
    if (!(isElsewhere || isBehindOthers)) return;
    oldOf[index] = undefined;
    isTaken[old] = false;
  });

  after.forEach((_block, index) => {
    const first = segments[index]?.find((segment) => segment.kind === "kept");
    if (oldOf[index] !== undefined || first === undefined || isTaken[first.block]) return;
    if (holders.get(first.block) === index) take(index, first.block);
  });

  const gone = Map.groupBy(
    before.flatMap(({ pos, node }, old) => (isTaken[old] || holdsKept(node, pos, kept) ? [] : [{ pos, old }])),
    ({ pos }) => countUpTo(kept, pos, "before"),
  );
  after.forEach(({ pos }, index) => {
    if (oldOf[index] !== undefined || segments[index]?.some(({ kind }) => kind === "kept")) return;
    const replaced = gone.get(countUpTo(kept, pos, "after"))?.shift();
    if (replaced !== undefined) take(index, replaced.old);
  });
  const places = oldOf.map((old, index) => old ?? segments[index]?.find((segment) => segment.kind === "kept")?.block);
  return { oldOf, segments, hasMoved: !isAscending(places) };
}

/** The block of a list, by the position before it, that holds a position of its content. */
export function findBlockAt(blocks: readonly LocatedBlock[], position: number): number | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.pos ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block !== undefined && position < block.pos + block.node.nodeSize ? low - 1 : undefined;
}

/** The new block that holds the first of the words that are kept of an old one. */
function firstHolders(segments: readonly (readonly Segment[])[]): ReadonlyMap<number, number> {
  const holders = new Map<number, { readonly index: number; readonly oldFrom: number }>();
  segments.forEach((made, index) => {
    for (const segment of made) {
      if (segment.kind !== "kept") continue;
      const known = holders.get(segment.block);
      if (known === undefined || segment.oldFrom < known.oldFrom)
        holders.set(segment.block, { index, oldFrom: segment.oldFrom });
    }
  });
  return new Map([...holders].map(([block, { index }]) => [block, index]));
}

function wholeOf({ node }: LocatedBlock, block: number): Segment[] {
  const { size } = node.content;
  return size === 0 ? [] : [{ kind: "kept", from: 0, size, block, oldFrom: 0 }];
}

function segmentsOf(
  { node, pos }: LocatedBlock,
  { before, kept }: { readonly before: readonly LocatedBlock[]; readonly kept: readonly KeptRange[] },
): Segment[] {
  const segments: Segment[] = [];
  const start = pos + 1;
  const end = start + node.content.size;
  for (let at = start; at < end; ) {
    const range = findRange(kept, at, "after");
    if (range === undefined) {
      const next = kept[countUpTo(kept, at, "after")]?.after ?? end;
      const until = Math.min(next, end);
      segments.push({ kind: "new", from: at - start, size: until - at });
      at = until;
      continue;
    }
    const until = Math.min(range.after + range.size, end);
    const place = range.before + at - range.after;
    const block = findBlockAt(before, place);
    const old = block === undefined ? undefined : before[block];
    const size = until - at;
    if (block === undefined || old === undefined) segments.push({ kind: "new", from: at - start, size });
    else segments.push({ kind: "kept", from: at - start, size, block, oldFrom: place - old.pos - 1 });
    at = until;
  }
  return segments;
}

function holdsKept(node: Node, pos: number, kept: readonly KeptRange[]): boolean {
  if (node.content.size === 0) return false;
  const next = kept[countUpTo(kept, pos, "before")];
  return newPlaceOf(kept, pos + 1) !== undefined || (next !== undefined && next.before < pos + node.nodeSize - 1);
}

function isAscending(places: readonly (number | undefined)[]): boolean {
  let last = -1;
  for (const place of places) {
    if (place === undefined) continue;
    if (place < last) return false;
    last = place;
  }
  return true;
}
