import type * as Y from "yjs";
import { longestRise } from "#services/documents/schema/longest-rise.ts";
import { type Chunk, headOf } from "./chunk.ts";
import { type Container, splitCell } from "./containers.ts";
import { createFlowEdit, createStarts, placeInChunk } from "./flow-edit.ts";
import { openFlow } from "./open-flow.ts";
import { findPlaced, listBlocks, type ShownBlock } from "./shown-blocks.ts";

interface Arrangement {
  /** Markers in the order they are to be shown in. */
  readonly wanted: readonly Y.Map<unknown>[];
  /** The blocks as they were shown before the change. */
  readonly before: readonly ShownBlock[];
  readonly createPlace: () => string;
}

/** A chunk, where it stands in the order of the flow, and what is around it. */
interface Entry {
  readonly chunk: Chunk;
  readonly rank: number;
  readonly chain: readonly Container[];
  /** The chunk of the block it belongs to: another one where it is joined. */
  readonly head: Chunk;
}

/** What has a place among others in the document or in one cell: a block, or a table with all it holds. */
interface Unit {
  readonly entries: readonly Entry[];
  /** The table's id; undefined is a block. */
  readonly table: string | undefined;
  /** The one by which it has its place. */
  readonly first: Entry;
}

/** A chunk that gets a place, before which unit of the flow, and whether it is brought behind the block it is joined to. */
interface Move {
  readonly chunk: Chunk;
  readonly index: number;
  readonly place: string;
  readonly isJoined: boolean;
}

/**
 * Brings blocks into the wanted order by giving the fewest of them a place of their own; their words stay where they are.
 * Order matters within the document and within each cell: where the cells stand in the flow says nothing.
 */
export function arrangeBlocks(doc: Y.Doc, { wanted, before, createPlace }: Arrangement): void {
  const flow = openFlow(doc);
  const chunks = flow.chunks();
  const startOf = createStarts(flow);
  const placed = findPlaced(flow);
  const edit = createFlowEdit();
  const moves: Move[] = [];
  const isForeign = createForeignness(before);

  /** The unit of the flow that says where a chunk stands; undefined where that is its marker. */
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

  function startOfUnit({ first: { chunk } }: Unit): number {
    return signOf(chunk) ?? startOf(chunk);
  }

  function endOf(chunk: Chunk): number {
    const sign = signOf(chunk);
    return sign === undefined ? placeInChunk(chunk, startOf(chunk), chunk.size).index : sign + 1;
  }

  function apply(): void {
    // Right behind a block comes what is joined to it.
    for (const { chunk, index, place } of moves.toSorted(
      (one, other) => Number(other.isJoined) - Number(one.isJoined),
    )) {
      const sign = signOf(chunk);
      edit.insert({ index, marks: {} }, { place });
      if (sign !== undefined) edit.remove(sign, 1);
    }
    edit.apply(flow.text);
    for (const { chunk, place } of moves) chunk.marker?.set("place", place);
  }

  /** Brings what is joined to a block right behind it; gives the place behind that. */
  function gather({ entries }: Unit): number {
    let index = 0;
    let next: number | undefined;
    for (const { chunk, rank } of entries) {
      if (next === undefined || rank === next) {
        index = endOf(chunk);
        next = rank + 1;
      } else {
        moves.push({ chunk, index, place: createPlace(), isJoined: true });
        next = Number.NaN;
      }
    }
    return index;
  }

  /** Arranges what lies at one level of cells; gives the place behind the last of it. */
  function arrange(entries: readonly Entry[], level: number, start: number): number {
    const units = unitsOf(entries, level);
    let isBehindMoved = false;
    const own = units.filter((unit) => {
      // What is new goes where the one before it goes.
      isBehindMoved = isForeign(unit, level, isBehindMoved);
      return !isBehindMoved;
    });
    const rise = longestRise(own, ({ first }) => first.rank);
    const [firstStaying] = rise;
    const staying = new Map(rise.map((unit, at) => [unit, rise[at + 1]]));
    let index = firstStaying === undefined ? start : startOfUnit(firstStaying);
    for (const unit of units) {
      if (staying.has(unit) && unit.table === undefined) index = gather(unit);
      else if (staying.has(unit)) {
        index = endOf(lastBefore(unit, staying.get(unit)).chunk);
        for (const cell of cellsOf(unit, level)) arrange(cell, level + 1, index);
      } else {
        for (const { chunk } of unit.entries) moves.push({ chunk, index, place: createPlace(), isJoined: false });
      }
    }
    return index;
  }

  arrange(inWantedOrder(listEntries(listBlocks(flow)), wanted), 0, 0);
  if (moves.length > 0) apply();
}

function listEntries(blocks: readonly ShownBlock[]): ReadonlyMap<Y.Map<unknown>, Entry> {
  const entries = new Map<Y.Map<unknown>, Entry>();
  for (const { marker, content, chain } of blocks) {
    for (const chunk of [marker ?? [], content.slice(marker === undefined ? 0 : 1)].flat()) {
      if (chunk.marker !== undefined) entries.set(chunk.marker, { chunk, chain, rank: entries.size, head: chunk });
    }
  }
  return entries;
}

/** The entries as they are wanted; what is joined to a block is where that one is, wherever it stood. */
function inWantedOrder(entries: ReadonlyMap<Y.Map<unknown>, Entry>, wanted: readonly Y.Map<unknown>[]): Entry[] {
  let last: Entry | undefined;
  return wanted.flatMap((marker) => {
    const entry = entries.get(marker);
    if (entry === undefined) return [];
    if (entry.chunk.properties.isJoined && last !== undefined) return { ...entry, chain: last.chain, head: last.head };
    last = entry;
    return entry;
  });
}

/** The tables around something, outermost first, and the cell of each that it is in. */
function cellsAround(chain: readonly Container[]): { readonly table: string; readonly cell: string }[] {
  const cells = chain.filter(({ id }) => splitCell(id) !== undefined);
  const tables = chain.filter(({ kind }) => kind === "table");
  return cells.flatMap(({ id }, level) => {
    const table = tables[level];
    return table === undefined ? [] : [{ table: table.id, cell: id }];
  });
}

function unitsOf(entries: readonly Entry[], level: number): Unit[] {
  const groups = Map.groupBy(entries, ({ head, chain }) => cellsAround(chain)[level]?.table ?? head);
  return [...groups].flatMap(([key, members]) => {
    const [head] = members;
    if (head === undefined) return [];
    if (typeof key !== "string") return { entries: members, table: undefined, first: head };
    const first = members.reduce((least, entry) => (entry.rank < least.rank ? entry : least), head);
    return { entries: members, table: key, first };
  });
}

/** The last that a table holds before another unit: what follows the table stands behind it, even when its first rows go. */
function lastBefore({ entries, first }: Unit, next: Unit | undefined): Entry {
  const end = next?.first.rank ?? Number.POSITIVE_INFINITY;
  return entries.reduce((last, entry) => (entry.rank > last.rank && entry.rank < end ? entry : last), first);
}

/** What lies in each cell of a table. */
function cellsOf({ entries, table }: Unit, level: number): Entry[][] {
  if (table === undefined) return [];
  return [...Map.groupBy(entries, ({ chain }) => cellsAround(chain)[level]?.cell).values()];
}

/** Tells whether a unit lay in another cell before, or in none; what is new is where the one before it is. */
function createForeignness(before: readonly ShownBlock[]) {
  const cellOfMarker = new Map<Y.Map<unknown> | undefined, string | undefined>();
  const cellOfTable = new Map<string, string | undefined>();
  for (const { marker, content, chain } of before) {
    const around = cellsAround(chain);
    for (const chunk of [marker ?? [], content].flat()) cellOfMarker.set(chunk.marker, around.at(-1)?.cell);
    around.forEach(({ table }, level) => void cellOfTable.set(table, around[level - 1]?.cell));
  }
  return ({ first, table }: Unit, level: number, isBehindMoved: boolean): boolean => {
    const cell = cellsAround(first.chain)[level - 1]?.cell;
    if (table !== undefined) return cellOfTable.has(table) ? cellOfTable.get(table) !== cell : isBehindMoved;
    const { marker } = first.chunk;
    return cellOfMarker.has(marker) ? cellOfMarker.get(marker) !== cell : isBehindMoved;
  };
}
