import * as Y from "yjs";
import { type Chunk, lengthOf, markerOf, noMarks, readChunk, readProperties, sameMarks, sameValue } from "./chunk.ts";
import { type Container, type ContainerRecords, createChains, createContainerRecords } from "./containers.ts";
import { containersField, flowField } from "./fields.ts";

/** What a transaction did to a flow: nothing; words within blocks that stay as they are; or anything more. */
export type FlowChange =
  | { readonly kind: "none" }
  | { readonly kind: "words"; readonly changed: ReadonlyMap<Chunk, Chunk> }
  | { readonly kind: "blocks" };

/** A document's words and blocks as they stand, kept up to date by `follow`. */
export interface Flow {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly containers: Y.Map<unknown>;
  readonly records: ContainerRecords;
  /** The containers around what lies directly in one of them, outermost first. */
  chainOf(parent: string | undefined, leaf: () => string): readonly Container[];
  /** In the order of the flow; the first one holds what stands before the first marker. */
  chunks(): readonly Chunk[];
  /** Where a chunk begins, in units of the flow. */
  startOf(chunk: Chunk): number;
  /** Whether something is hidden in the flow, such as the places of moved blocks. */
  hasHidden(): boolean;
  /** Reads again what a transaction changed; called at its end, before Yjs lets go of what was deleted. */
  follow(transaction: Y.Transaction): FlowChange;
}

/** Changed items beyond which the whole flow is read again. */
const mostItems = 2_000;

export function openFlow(doc: Y.Doc): Flow {
  const text = doc.getText(flowField);
  const containers = doc.getMap<unknown>(containersField);
  const records = createContainerRecords(containers);
  let chainOf = createChains(records);
  let chunks = readAll();
  let known = byItem();
  /** The units each chunk takes: summed up at every key, without going to the chunks. */
  let lengths = chunks.map(lengthOf);
  let hiddenCount = countHidden(chunks);

  function measureAll(): void {
    known = byItem();
    lengths = chunks.map(lengthOf);
    hiddenCount = countHidden(chunks);
  }

  function readAll(): Chunk[] {
    const all: Chunk[] = [];
    let item: Y.Item | null = null;
    let marks = noMarks;
    do {
      const read: { readonly chunk: Chunk; readonly next: Y.Item | null } = readChunk(text, item, marks);
      all.push(read.chunk);
      marks = read.chunk.endMarks;
      item = read.next;
    } while (item !== null);
    return all;
  }

  function byItem(): Map<Y.Item | null, Chunk> {
    return new Map(chunks.map((chunk) => [chunk.item, chunk]));
  }

  /** Reads from a known chunk on until one that cannot have changed. */
  function readFrom(start: Y.Item | null, seen: Set<Y.Item | null>): readonly Chunk[] {
    const fresh: Chunk[] = [];
    let item = start;
    let marks = known.get(start)?.startMarks ?? noMarks;
    let replaced = 0;
    const first = known.get(start);
    const index = first === undefined ? -1 : chunks.indexOf(first);
    for (;;) {
      const { chunk, next } = readChunk(text, item, marks);
      fresh.push(chunk);
      if (known.has(item)) replaced += 1;
      known.set(item, chunk);
      seen.add(item);
      if (next === null) break;
      const following = known.get(next);
      if (following !== undefined && sameMarks(following.startMarks, chunk.endMarks)) break;
      item = next;
      marks = chunk.endMarks;
    }
    if (index < 0) return [];
    lengths.splice(index, replaced, ...fresh.map(lengthOf));
    const old = chunks.splice(index, replaced, ...fresh);
    hiddenCount += countHidden(fresh) - countHidden(old);
    return old;
  }

  function followWords(transaction: Y.Transaction, changed: Map<Chunk, Chunk>): boolean {
    const starts = changedStarts(transaction, text);
    if (starts === undefined) {
      chunks = readAll();
      measureAll();
      return false;
    }
    const count = chunks.length;
    for (const item of starts.gone) known.delete(item);
    if (known.size !== count) {
      chunks = chunks.filter(({ item }) => item?.deleted !== true);
      measureAll();
    }
    let isSameBlocks = chunks.length === count;
    const seen = new Set<Y.Item | null>();
    for (const start of starts.markers) {
      if (!known.has(start) || seen.has(start)) continue;
      for (const old of readFrom(start, seen)) {
        const now = known.get(old.item);
        if (now !== undefined) changed.set(old, now);
        if (now === undefined || !sameValue(now.properties, old.properties)) isSameBlocks = false;
      }
    }
    if (chunks.length !== count) isSameBlocks = false;
    for (const [old, now] of changed) {
      // Where a block stands is told by what is hidden in the flow.
      if (!sameValue(old.hidden.map(placeOf), now.hidden.map(placeOf))) isSameBlocks = false;
    }
    return isSameBlocks;
  }

  function followMarkers(transaction: Y.Transaction): boolean {
    let isSame = true;
    for (const type of transaction.changed.keys()) {
      const item = type._item;
      if (item === null || item.parent !== text || item.deleted) continue;
      const old = known.get(item);
      if (old?.marker === undefined) continue;
      const properties = readProperties(old.marker);
      if (sameValue(properties, old.properties)) continue;
      const now = { ...old, properties };
      chunks[chunks.indexOf(old)] = now;
      known.set(item, now);
      isSame = false;
    }
    return isSame;
  }

  return {
    doc,
    text,
    containers,
    records,
    chainOf: (parent, leaf) => chainOf(parent, leaf),
    chunks: () => chunks,
    startOf(chunk) {
      const index = chunks.indexOf(chunk);
      let start = 0;
      for (let before = 0; before < index; before++) start += lengths[before] ?? 0;
      return start;
    },
    hasHidden: () => hiddenCount > 0,
    follow(transaction) {
      const keys = changedIn(transaction, containers);
      for (const key of keys ?? []) if (key !== null) records.readKey(key);
      if (keys !== undefined) chainOf = createChains(records);
      const changed = new Map<Chunk, Chunk>();
      const isText = changedIn(transaction, text) !== undefined;
      const isSameWords = isText ? followWords(transaction, changed) : true;
      const isSameMarkers = followMarkers(transaction);
      if (keys !== undefined || !isSameWords || !isSameMarkers) return { kind: "blocks" };
      return changed.size === 0 ? { kind: "none" } : { kind: "words", changed };
    },
  };
}

function countHidden(chunks: readonly Chunk[]): number {
  let count = 0;
  for (const { hidden } of chunks) count += hidden.length;
  return count;
}

/** What of a type a transaction changed; undefined where nothing. */
function changedIn(transaction: Y.Transaction, type: object): ReadonlySet<string | null> | undefined {
  for (const [changed, keys] of transaction.changed) if (Object.is(changed, type)) return keys;
  return undefined;
}

function placeOf({ place }: { readonly place: string | undefined }): string | undefined {
  return place;
}

/** The markers after which something changed; null is the start of the flow, undefined is too much to look at one by one. */
function changedStarts(transaction: Y.Transaction, text: Y.Text) {
  const markers = new Set<Y.Item | null>();
  /** Markers that were deleted. */
  const gone: Y.Item[] = [];
  let looked = 0;
  const look = (item: Y.Item) => {
    looked += 1;
    if (item.parent !== text || looked > mostItems) return;
    let at = item.left;
    while (at !== null && (at.deleted || markerOf(at) === undefined)) at = at.left;
    markers.add(at);
  };
  for (const [client, clock] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (clock === before) continue;
    const structs = transaction.doc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, before); index < structs.length && looked <= mostItems; index++) {
      const struct = structs[index];
      if (struct instanceof Y.Item) look(struct);
    }
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || looked > mostItems) return;
    if (struct.parent === text && markerOf(struct) !== undefined) gone.push(struct);
    look(struct);
  });
  return looked > mostItems ? undefined : { markers, gone };
}
