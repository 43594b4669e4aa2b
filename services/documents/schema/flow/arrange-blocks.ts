import type * as Y from "yjs";
import { buildTree } from "./build-tree.ts";
import { type Chunk, headOf } from "./chunk.ts";
import { createFlowEdit, createStarts, placeInChunk } from "./flow-edit.ts";
import { openFlow } from "./open-flow.ts";
import { findPlaced, listBlocks } from "./shown-blocks.ts";

/** Brings blocks into the wanted order by giving the fewest of them a place of their own; their words stay where they are. */
export function arrangeBlocks(doc: Y.Doc, wanted: readonly Y.Map<unknown>[], createPlace: () => string): void {
  const flow = openFlow(doc);
  const shown = buildTree(listBlocks(flow), flow.records, { block: () => null, container: () => null }).blocks;
  const order = shown.flatMap(({ marker, content }) =>
    [marker ?? [], content.slice(marker === undefined ? 0 : 1)].flat(),
  );
  const rank = new Map(order.map((chunk, index) => [chunk.marker, index]));
  const known = wanted.flatMap((marker) => {
    const index = rank.get(marker);
    const chunk = index === undefined ? undefined : order[index];
    return index === undefined || chunk === undefined ? [] : [{ chunk, index }];
  });
  const staying = new Set(longestRise(known.map(({ index }) => index)));
  if (staying.size === known.length) return;

  const chunks = flow.chunks();
  const startOf = createStarts(flow);
  const placed = findPlaced(flow);
  const edit = createFlowEdit();

  /** The unit of the flow that says where a chunk stands. */
  function signOf(chunk: Chunk): number | undefined {
    const { place } = chunk.properties;
    if (place === undefined || placed.get(place) !== chunk) return undefined;
    for (const holder of chunks) {
      const at = holder.hidden.findIndex((hidden) => hidden.place === place);
      const hidden = holder.hidden[at];
      if (hidden !== undefined) return startOf(holder) + headOf(holder) + hidden.offset + at;
    }
    return undefined;
  }

  const moves: { readonly marker: Y.Map<unknown> | undefined; readonly place: string }[] = [];
  let index = 0;
  for (const { chunk, index: at } of known) {
    const sign = signOf(chunk);
    if (staying.has(at)) {
      index = sign === undefined ? placeInChunk(chunk, startOf(chunk), chunk.size).index : sign + 1;
      continue;
    }
    const place = createPlace();
    edit.insert({ index, marks: {} }, { place });
    if (sign !== undefined) edit.remove(sign, 1);
    moves.push({ marker: chunk.marker, place });
  }
  edit.apply(flow.text);
  for (const { marker, place } of moves) marker?.set("place", place);
}

/** The longest run of numbers that rise. */
function longestRise(numbers: readonly number[]): number[] {
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
  const rise: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.push(numbers[at] ?? 0);
  return rise.reverse();
}
