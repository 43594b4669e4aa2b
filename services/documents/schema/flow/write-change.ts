import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import { arrangeBlocks } from "./arrange-blocks.ts";
import { type Chunk, headOf, noMarks, sameMarks, sameValue } from "./chunk.ts";
import { isInCell } from "./containers.ts";
import { createIds } from "./create-ids.ts";
import type { Shown } from "./editor-nodes.ts";
import { createFlowEdit, createStarts, type FlowEdit, type FlowPlace, placeInChunk, runsOf } from "./flow-edit.ts";
import { type KeptRange, oldPlaceOf } from "./kept-ranges.ts";
import { type ChildRange, differingRegions, type LocatedBlock, locateRegion, wholeRegions } from "./located-blocks.ts";
import { type BlockMatches, matchBlocks, type Segment } from "./match-blocks.ts";
import { type ContainerNames, nameContainers, type OldBlock } from "./name-containers.ts";
import type { Flow } from "./open-flow.ts";
import { findPlaced, type ShownBlock } from "./shown-blocks.ts";
import { blockFields, patchMarker, storedAtom, storedMarks } from "./stored-form.ts";
import { storeImplied, writeContainers } from "./write-containers.ts";

/** A change of a document as the editor made it. */
export interface Change {
  readonly before: Shown;
  readonly after: Node;
  /** What of the old document is untouched in the new one. */
  readonly kept: readonly KeptRange[];
  /** How many blocks stand before a child of the old document. */
  readonly countBlocksBefore: (child: number) => number;
}

/** What of the new document may differ from the old one. */
export interface Written {
  /** Children of the document. */
  readonly children: ChildRange;
  /** The blocks within them that may, and the number of the first. */
  readonly blocks: readonly LocatedBlock[];
  readonly first: number;
}

/** Writes a change into a flow as the least that makes it: words that stay are not touched. Called within a transaction. */
export function writeChange(flow: Flow, change: Change): Written {
  const { before, after, kept } = change;
  const regions = isEmpty(before)
    ? wholeRegions(before.doc, after)
    : differingRegions(before.doc, after, (pos) => oldPlaceOf(kept, pos) === pos);
  const { child } = regions;
  const first = change.countBlocksBefore(child) + regions.blocksBefore;
  const oldBlocks: OldBlock[] = locateRegion(regions.before).flatMap((located, index) => {
    const shown = before.blocks[first + index];
    return shown === undefined ? [] : [{ ...located, shown }];
  });
  const newBlocks = locateRegion(regions.after);
  const matches = matchBlocks(oldBlocks, newBlocks, kept);
  const createId = createIds(flow);
  const { records } = flow;
  const names = nameContainers({ before: oldBlocks, after: newBlocks, matches, kept, records, createId });
  const isAround = (id: string) => (block: ShownBlock) => block.chain.some((container) => container.id === id);
  writeContainers(flow, names, (id) => {
    const outside = [before.blocks.slice(0, first), before.blocks.slice(first + oldBlocks.length)];
    return outside.some((blocks) => blocks.some(isAround(id)));
  });
  const writing = createWriting(flow, { before: before.blocks, first, oldBlocks, newBlocks, matches, names });
  writing.run();
  const children = regions.after.around.length === 0 ? regions.after.range : { from: child, to: child + 1 };
  const written = { children, blocks: newBlocks, first };
  if (!writing.needsArranging()) return written;
  const markersOf = (blocks: readonly { readonly marker: Chunk | undefined; readonly content: readonly Chunk[] }[]) =>
    blocks.flatMap(({ marker, content }) =>
      [marker?.marker ?? [], content.slice(1).flatMap((chunk) => chunk.marker ?? [])].flat(),
    );
  const wanted = [
    ...markersOf(before.blocks.slice(0, first)),
    ...writing.markers(),
    ...markersOf(before.blocks.slice(first + oldBlocks.length)),
  ];
  arrangeBlocks(flow.doc, { wanted, before: before.blocks, createPlace: createId });
  return written;
}

interface Writing {
  readonly before: Shown["blocks"];
  readonly first: number;
  readonly oldBlocks: readonly OldBlock[];
  readonly newBlocks: readonly LocatedBlock[];
  readonly matches: BlockMatches;
  readonly names: ContainerNames;
}

function createWriting(flow: Flow, region: Writing) {
  const { oldBlocks, newBlocks, matches, names } = region;
  const chunks = flow.chunks();
  const startOf = createStarts(flow);
  const placed = findPlaced(flow);
  const edit: FlowEdit = createFlowEdit();
  const later: (() => void)[] = [];
  const markers: Y.Map<unknown>[] = [];
  /** Chunks whose marker goes, and those that go on the line before without lying behind it. */
  const removed = new Set<Chunk>();
  const joined = new Set<Chunk>();
  /** Some block is new, or lies in another cell: then it may not stand where it is wanted. */
  let isRearranged = false;

  /** Where a position of an old block's content is: at the end of a chunk rather than at the start of the next. */
  function placeOf(block: OldBlock, offset: number): FlowPlace {
    let left = offset;
    for (const chunk of block.shown.content) {
      if (left <= chunk.size) return placeInChunk(chunk, startOf(chunk), left);
      left -= chunk.size;
    }
    return { index: 0, marks: noMarks };
  }

  /** The parts of chunks that a range of an old block's content is. */
  function partsOf(block: OldBlock, from: number, to: number) {
    let start = 0;
    return block.shown.content.flatMap((chunk) => {
      const part = { chunk, from: Math.max(from - start, 0), to: Math.min(to - start, chunk.size) };
      start += chunk.size;
      return part.to > part.from ? [part] : [];
    });
  }

  /** Where what follows a shown block is put: behind its words, or behind the place it stands in. */
  function endOf(index: number): FlowPlace {
    for (let at = index; at >= 0; at--) {
      const block = region.before[at];
      const last = block?.content.at(-1) ?? block?.marker;
      if (last !== undefined) return placeAfter(last);
    }
    return { index: 0, marks: noMarks };
  }

  function placeAfter(chunk: Chunk): FlowPlace {
    const { place } = chunk.properties;
    if (place === undefined || placed.get(place) !== chunk) return placeInChunk(chunk, startOf(chunk), chunk.size);
    for (const holder of chunks) {
      const at = holder.hidden.findIndex((hidden) => hidden.place === place);
      const hidden = holder.hidden[at];
      if (hidden !== undefined) {
        return { index: startOf(holder) + headOf(holder) + hidden.offset + at + 1, marks: noMarks };
      }
    }
    return placeInChunk(chunk, startOf(chunk), chunk.size);
  }

  /** Marks the markers of blocks that are gone: they go too, or where their words stay without lying behind those before, they join. */
  function settleMarkers(): void {
    const taken = new Set(matches.oldOf);
    const firstKept = new Map<number, { index: number; at: number }>();
    matches.segments.forEach((segments, index) => {
      segments.forEach((segment, at) => {
        if (segment.kind === "kept" && !firstKept.has(segment.block)) firstKept.set(segment.block, { index, at });
      });
    });
    const gone = oldBlocks.flatMap(({ shown }, old) =>
      shown.marker === undefined || taken.has(old) ? [] : [{ chunk: shown.marker, kept: firstKept.get(old) }],
    );
    for (const { chunk, kept } of gone) if (kept === undefined) removed.add(chunk);
    for (const { shown } of oldBlocks) {
      for (const chunk of shown.content.slice(1)) if (chunk.size > 0 && !isKept(chunk)) removed.add(chunk);
    }
    for (const { chunk, kept } of gone) {
      if (kept === undefined) continue;
      const before = chunkBefore(kept);
      if (before === undefined || isNext(before, chunk)) removed.add(chunk);
      else joined.add(chunk);
    }
    for (const chunk of removed) edit.remove(startOf(chunk), 1);
    for (const { marker } of joined) later.push(() => marker?.set("joined", true));
  }

  function isKept(chunk: Chunk): boolean {
    return matches.segments.some((segments) =>
      segments.some((segment) => segment.kind === "kept" && keptParts(segment).some((part) => part.chunk === chunk)),
    );
  }

  function keptParts(segment: Extract<Segment, { kind: "kept" }>) {
    const block = oldBlocks[segment.block];
    return block === undefined ? [] : partsOf(block, segment.oldFrom, segment.oldFrom + segment.size);
  }

  /** The chunk that kept words follow in their new block; undefined where a new marker comes right before them. */
  function chunkBefore({ index, at }: { readonly index: number; readonly at: number }): Chunk | undefined {
    for (let earlier = at - 1; earlier >= 0; earlier--) {
      const segment = matches.segments[index]?.[earlier];
      if (segment?.kind === "kept") return keptParts(segment).at(-1)?.chunk;
    }
    const old = matches.oldOf[index];
    const shown = old === undefined ? undefined : oldBlocks[old]?.shown;
    return shown?.marker ?? shown?.content[0];
  }

  function isNext(before: Chunk, chunk: Chunk): boolean {
    const from = chunks.indexOf(before);
    const to = chunks.indexOf(chunk);
    return from < to && chunks.slice(from + 1, to).every((between) => removed.has(between));
  }

  function removeWords(): void {
    const kept = Map.groupBy(
      matches.segments.flat().filter((segment) => segment.kind === "kept"),
      ({ block }) => block,
    );
    oldBlocks.forEach((block, index) => {
      const ranges = (kept.get(index) ?? []).toSorted((one, other) => one.oldFrom - other.oldFrom);
      let from = 0;
      const removeTo = (to: number) => {
        for (const part of partsOf(block, from, to)) {
          for (const run of runsOf(part.chunk, startOf(part.chunk), part)) edit.remove(run.index, run.size);
        }
      };
      for (const { oldFrom, size } of ranges) {
        removeTo(oldFrom);
        from = Math.max(from, oldFrom + size);
      }
      removeTo(block.shown.content.reduce((size, chunk) => size + chunk.size, 0));
    });
  }

  function writeBlocks(): void {
    let end = endOf(region.first - 1);
    newBlocks.forEach((block, index) => {
      end = writeBlock(block, index, end);
    });
  }

  function writeBlock(block: LocatedBlock, index: number, end: FlowPlace): FlowPlace {
    const segments = matches.segments[index] ?? [];
    const matched = matches.oldOf[index];
    const old = matched === undefined ? undefined : oldBlocks[matched];
    const above = block.around.at(-1);
    const container = above === undefined ? undefined : names.byPos.get(above.pos);
    const fields = blockFields(block.node, container?.id);
    const before = old === undefined ? undefined : blockFields(old.node, old.shown.chain.at(-1)?.id);
    const isSame = before !== undefined && sameValue([...before], [...fields]);
    if (container !== undefined && !isSame) storeImplied(flow, container);
    const parents = [before?.get("in"), fields.get("in")];
    if (before !== undefined && parents[0] !== parents[1] && parents.some(isInCell)) isRearranged = true;
    const first = segments.find((segment) => segment.kind === "kept");
    const firstBlock = first === undefined ? undefined : oldBlocks[first.block];
    let at = end;
    if (old?.shown.marker !== undefined) {
      const { marker } = old.shown.marker;
      at = placeInChunk(old.shown.marker, startOf(old.shown.marker), 0);
      if (marker !== undefined) markers.push(marker);
      if (before !== undefined && !isSame) later.push(() => patchMarker(marker, before, fields));
    } else {
      const holdsWords = old !== undefined && old.shown.content.length > 0;
      if (holdsWords) at = placeOf(old, 0);
      else if (first !== undefined && firstBlock !== undefined) at = startOfKept(firstBlock, first.oldFrom);
      // What the schema alone asks for is written with the first word in it.
      const isImplied = old !== undefined && block.around.length > 0 && segments.length === 0;
      if (!(isSame && (holdsWords || isImplied))) {
        isRearranged ||= flow.hasHidden();
        const marker = new Y.Map<unknown>(fields);
        edit.insert(at, marker);
        markers.push(marker);
      }
    }
    for (const segment of segments) {
      if (segment.kind === "new") insertWords(block.node, segment, at);
      else at = keepWords(block.node, segment) ?? at;
    }
    const lastOfOld = old?.shown.content.at(-1) ?? old?.shown.marker;
    const isPlaced = lastOfOld?.properties.place !== undefined && placed.get(lastOfOld.properties.place) === lastOfOld;
    return isPlaced && lastOfOld !== undefined ? placeAfter(lastOfOld) : at;
  }

  /** A place right before a position of content, in the chunk that the position is in. */
  function startOfKept(block: OldBlock, offset: number): FlowPlace {
    const [part] = partsOf(block, offset, offset + 1);
    if (part === undefined) return placeOf(block, offset);
    const [run] = runsOf(part.chunk, startOf(part.chunk), part);
    const { index, marks } = placeInChunk(part.chunk, startOf(part.chunk), part.from);
    return { index: run?.index ?? index, marks };
  }

  function insertWords(node: Node, { from, size }: Segment, at: FlowPlace): void {
    node.content.cut(from, from + size).forEach((child) => {
      edit.insert(at, child.isText ? (child.text ?? "") : storedAtom(child), storedMarks(child.marks));
    });
  }

  /** Marks kept words as they are marked now; gives the place behind them. */
  function keepWords(node: Node, segment: Extract<Segment, { kind: "kept" }>): FlowPlace | undefined {
    const block = oldBlocks[segment.block];
    if (block === undefined) return undefined;
    const parts = partsOf(block, segment.oldFrom, segment.oldFrom + segment.size);
    for (const { chunk } of parts) {
      const isJoined = joined.has(chunk) || (chunk.properties.isJoined && chunk !== block.shown.content[0]);
      if (isJoined && chunk.marker !== undefined && !markers.includes(chunk.marker)) markers.push(chunk.marker);
    }
    formatWords(node, segment, block);
    const last = parts.at(-1);
    return last === undefined ? undefined : placeInChunk(last.chunk, startOf(last.chunk), last.to);
  }

  function formatWords(node: Node, segment: Extract<Segment, { kind: "kept" }>, block: OldBlock): void {
    const { from, size, oldFrom } = segment;
    const was = block.node.content.cut(oldFrom, oldFrom + size);
    const is = node.content.cut(from, from + size);
    if (was.eq(is)) return;
    const borders = new Set<number>();
    for (const fragment of [was, is]) {
      fragment.forEach((child, offset) => void borders.add(offset).add(offset + child.nodeSize));
    }
    const ends = [...borders].sort((one, other) => one - other);
    ends.forEach((to, index) => {
      const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
      if (to <= start) return;
      const marksWas = storedMarks(was.cut(start, to).firstChild?.marks ?? []);
      const marksIs = storedMarks(is.cut(start, to).firstChild?.marks ?? []);
      if (sameMarks(marksWas, marksIs)) return;
      const changes: Record<string, unknown> = {};
      for (const name of Object.keys(marksWas)) if (!(name in marksIs)) changes[name] = null;
      for (const [name, value] of Object.entries(marksIs)) {
        if (!sameValue(marksWas[name], value)) changes[name] = value;
      }
      for (const part of partsOf(block, oldFrom + start, oldFrom + to)) {
        for (const run of runsOf(part.chunk, startOf(part.chunk), part)) edit.format(run.index, run.size, changes);
      }
    });
  }

  return {
    run(): void {
      settleMarkers();
      removeWords();
      writeBlocks();
      edit.apply(flow.text);
      for (const write of later) write();
    },
    /** The markers of the region's blocks in the order they are to be shown in. */
    markers: (): readonly Y.Map<unknown>[] => markers,
    needsArranging: () => matches.hasMoved || joined.size > 0 || isRearranged,
  };
}

/** Whether a document has no block yet but the one that is shown for want of any. */
function isEmpty({ blocks }: Shown): boolean {
  const [first] = blocks;
  return first !== undefined && first.marker === undefined && first.content.length === 0 && first.chain.length === 0;
}
