import type * as Y from "yjs";
import { type Atom, type Chunk, headOf, lengthOf, type MarkSet, noMarks, sameMarks } from "./chunk.ts";
import { signClientOf } from "./fields.ts";
import type { Flow } from "./open-flow.ts";

/** Changes of a flow, told in the places it had before any of them. */
export interface FlowEdit {
  /** Puts text, an atom, a marker or a place in; what is put in at one place stands in the order it was given. */
  insert(at: FlowPlace, content: string | Atom | Y.Map<unknown> | { readonly place: string }, marks?: MarkSet): void;
  remove(index: number, size: number): void;
  format(index: number, size: number, marks: Readonly<Record<string, unknown>>): void;
  /** Makes the changes; the edit is done with. */
  apply(text: Y.Text): void;
}

/** A place in a flow, in units, and the marks that text put in there takes by itself. */
export interface FlowPlace {
  readonly index: number;
  readonly marks: MarkSet;
}

/** What is put in, removed or formatted at a place, as Yjs writes it. */
interface Insertion {
  readonly index: number;
  readonly order: number;
  readonly content: string | object;
  readonly marks: MarkSet;
  readonly marksBefore: MarkSet;
}

interface Removal {
  readonly index: number;
  readonly size: number;
  /** Undefined where the units go. */
  readonly marks: Readonly<Record<string, unknown>> | undefined;
}

/** Marked insertions and formats beyond which the flow is gone through once: each of them looks from its start. */
const mostMarked = 8;

/** Signs beyond which the flow is gone through once: where they stand in a row, each is looked for from the first of them on. */
const mostSigns = 32;

export function createFlowEdit(): FlowEdit {
  const changes: Removal[] = [];
  const inserts: Insertion[] = [];
  let marked = 0;

  /** From the end, so that the places before stay what they were; at one place what goes first, then what comes. */
  function applySingly(text: Y.Text, words: readonly Insertion[], removals: readonly Removal[]): void {
    let next = words.length - 1;
    for (const { index, size, marks } of removals.toReversed()) {
      for (; (words[next]?.index ?? -1) > index; next--) insertAt(text, words[next] ?? fail());
      if (marks === undefined) text.delete(index, size);
      else text.format(index, size, { ...marks });
    }
    for (; next >= 0; next--) insertAt(text, words[next] ?? fail());
  }

  function applyAtOnce(text: Y.Text, words: readonly Insertion[], removals: readonly Removal[]): void {
    const delta: Record<string, unknown>[] = [];
    let at = 0;
    let next = 0;
    const insertUpTo = (index: number) => {
      for (let insert = words[next]; insert !== undefined && insert.index <= index; insert = words[++next]) {
        if (insert.index > at) delta.push({ retain: insert.index - at });
        at = Math.max(at, insert.index);
        delta.push({ insert: insert.content, attributes: { ...insert.marks } });
      }
    };
    for (const { index, size, marks } of removals) {
      insertUpTo(index);
      if (index > at) delta.push({ retain: index - at });
      delta.push(marks === undefined ? { delete: size } : { retain: size, attributes: { ...marks } });
      at = index + size;
    }
    insertUpTo(Number.POSITIVE_INFINITY);
    text.applyDelta(delta);
  }

  return {
    insert(at, content, marks = at.marks) {
      const { index } = at;
      if (!sameMarks(marks, at.marks)) marked += 1;
      inserts.push({ index, order: inserts.length, content, marks, marksBefore: at.marks });
    },
    remove(index, size) {
      changes.push({ index, size, marks: undefined });
    },
    format(index, size, marks) {
      marked += 1;
      changes.push({ index, size, marks });
    },
    apply(text) {
      inserts.sort((one, other) => one.index - other.index || one.order - other.order);
      const signs = inserts.filter(isSign);
      insertSigns(text, signs);
      const words = inserts.filter((insert) => !isSign(insert)).map((insert) => behindSigns(insert, signs));
      const removals = changes
        .flatMap((removal) => cutAtSigns(removal, signs))
        .sort((one, other) => one.index - other.index);
      if (marked > mostMarked) applyAtOnce(text, words, removals);
      else applySingly(text, words, removals);
    },
  };
}

function insertAt(text: Y.Text, { index, content, marks, marksBefore }: Insertion): void {
  const isPlain = sameMarks(marks, noMarks) && sameMarks(marksBefore, noMarks);
  if (typeof content !== "string") text.insertEmbed(index, content, isPlain ? undefined : { ...marks });
  else if (sameMarks(marks, marksBefore)) text.insert(index, content);
  else text.insert(index, content, { ...marks });
}

/** Whether it says where a block begins or stands, rather than being content. */
function isSign({ content }: Insertion): boolean {
  return typeof content !== "string" && !("type" in content);
}

/**
 * Puts in markers and places under a client id above those of all words. Of what two people put in at one place Yjs sets
 * that of the lower id first: so words typed at the end of a block stay in it when somebody else begins one behind it.
 */
function insertSigns(text: Y.Text, signs: readonly Insertion[]): void {
  const { doc } = text;
  if (doc === null || signs.length === 0) return;
  const own = doc.clientID;
  doc.clientID = signClientOf(own);
  try {
    if (signs.length > mostSigns) insertAtOnce(text, signs);
    else {
      signs.forEach((sign, before) => {
        insertAt(text, { ...sign, index: sign.index + before });
      });
    }
  } finally {
    doc.clientID = own;
  }
}

/** Puts signs in on one way through the flow. */
function insertAtOnce(text: Y.Text, signs: readonly Insertion[]): void {
  const delta: Record<string, unknown>[] = [];
  let at = 0;
  for (const { index, content, marks, marksBefore } of signs) {
    if (index > at) delta.push({ retain: index - at });
    at = Math.max(at, index);
    const isPlain = sameMarks(marks, noMarks) && sameMarks(marksBefore, noMarks);
    delta.push({ insert: content, ...(isPlain ? {} : { attributes: { ...marks } }) });
  }
  text.applyDelta(delta);
}

/** Words put in at a place, told after the signs are in. */
function behindSigns(insert: Insertion, signs: readonly Insertion[]): Insertion {
  const { index, order } = insert;
  const before = countSigns(signs, (sign) => sign.index < index || (sign.index === index && sign.order < order));
  return before === 0 ? insert : { ...insert, index: index + before };
}

/** What is removed or formatted, told after the signs are in, and none of them in it. */
function cutAtSigns({ index, size, marks }: Removal, signs: readonly Insertion[]): Removal[] {
  const before = countSigns(signs, (sign) => sign.index <= index);
  const behind = countSigns(signs, (sign) => sign.index < index + size);
  const borders = [...signs.slice(before, behind).map((sign) => sign.index), index + size];
  let from = index;
  return borders.flatMap((to, at) => {
    const part = { index: from + before + at, size: to - from, marks };
    from = to;
    return part.size > 0 ? [part] : [];
  });
}

/** How many signs are before: they are told in order. */
function countSigns(signs: readonly Insertion[], isBefore: (sign: Insertion) => boolean): number {
  let low = 0;
  let high = signs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const sign = signs[middle];
    if (sign !== undefined && isBefore(sign)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fail(): never {
  throw new Error("An insertion is missing.");
}

/** Lookups after which the places of all chunks are written down. */
const mostLookups = 16;

/** Tells where a chunk of a flow begins, in units. */
export function createStarts(flow: Flow): (chunk: Chunk) => number {
  let starts: Map<Chunk, number> | undefined;
  let lookups = 0;
  return (wanted) => {
    lookups += 1;
    if (starts === undefined && lookups > mostLookups) {
      starts = new Map();
      let at = 0;
      for (const chunk of flow.chunks()) {
        starts.set(chunk, at);
        at += lengthOf(chunk);
      }
    }
    return starts === undefined ? flow.startOf(wanted) : (starts.get(wanted) ?? 0);
  };
}

/** The place before which a chunk has so many positions of content; what is hidden there comes after it. */
export function placeInChunk(chunk: Chunk, start: number, offset: number): FlowPlace {
  const hiddenBefore = chunk.hidden.filter((hidden) => hidden.offset < offset).length;
  return { index: start + headOf(chunk) + offset + hiddenBefore, marks: marksBefore(chunk, offset) };
}

/** The marks that text put in at an offset takes by itself: those of what stands before. */
function marksBefore(chunk: Chunk, offset: number): MarkSet {
  let at = 0;
  for (const piece of chunk.pieces) {
    if (offset <= at) break;
    at += "text" in piece ? piece.text.length : 1;
    if (offset <= at) return piece.marks;
  }
  return chunk.startMarks;
}

/** Runs of content between two offsets of a chunk, told in units of the flow. */
export function runsOf(
  chunk: Chunk,
  start: number,
  range: { readonly from: number; readonly to: number },
): { index: number; size: number }[] {
  const runs: { index: number; size: number }[] = [];
  const borders = [...new Set(chunk.hidden.map(({ offset }) => offset))].filter(
    (offset) => offset > range.from && offset < range.to,
  );
  let from = range.from;
  for (const to of [...borders, range.to]) {
    // Unlike an insertion, what begins at a hidden unit lies after it.
    const hiddenBefore = chunk.hidden.filter((hidden) => hidden.offset <= from).length;
    if (to > from) runs.push({ index: start + headOf(chunk) + from + hiddenBefore, size: to - from });
    from = to;
  }
  return runs;
}
