import * as Y from "yjs";
import { attributeSign } from "./fields.ts";

/** Marks by name, with their attributes, or true where they have none. Never changed once made. */
export type MarkSet = Readonly<Record<string, unknown>>;

export const noMarks: MarkSet = {};

/** A thing within a line that is no text, such as a line break. */
export interface Atom {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** Text, or an atom one position wide, with the marks on it. */
export type Piece =
  | { readonly text: string; readonly marks: MarkSet }
  | { readonly atom: Atom; readonly marks: MarkSet };

/** A unit of the flow that shows nothing: where a moved block stands, or what no version knows. */
export interface Hidden {
  /** Positions of content before it. */
  readonly offset: number;
  /** Which block stands here; undefined where it is nothing known. */
  readonly place: string | undefined;
}

/** What a marker says about its block. */
export interface BlockProperties {
  /** The editor's node type; undefined is a paragraph. */
  readonly kind: string | undefined;
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Id of the container it lies in. */
  readonly parent: string | undefined;
  /** Where it stands, if not where its words are. */
  readonly place: string | undefined;
  /** Whether it goes on the line of the block before it. */
  readonly isJoined: boolean;
}

/** A marker and the words up to the next one, or the words before the first marker. */
export interface Chunk {
  readonly item: Y.Item | null;
  readonly marker: Y.Map<unknown> | undefined;
  readonly properties: BlockProperties;
  readonly pieces: readonly Piece[];
  readonly hidden: readonly Hidden[];
  /** Positions of content, in UTF-16 units and atoms. */
  readonly size: number;
  readonly startMarks: MarkSet;
  readonly endMarks: MarkSet;
}

const plainBlock: BlockProperties = {
  kind: undefined,
  attrs: {},
  parent: undefined,
  place: undefined,
  isJoined: false,
};

/** Units of the flow a chunk takes. */
export function lengthOf(chunk: Chunk): number {
  return headOf(chunk) + chunk.size + chunk.hidden.length;
}

/** Units of the flow before a chunk's content: its marker. */
export function headOf(chunk: Chunk): 0 | 1 {
  return chunk.item === null ? 0 : 1;
}

/** The marker that an item of the flow is, if it is one. */
export function markerOf(item: Y.Item): Y.Map<unknown> | undefined {
  return item.content instanceof Y.ContentType && item.content.type instanceof Y.Map ? item.content.type : undefined;
}

/** Reads one chunk: from its marker, or from the start of the flow, up to the next marker, which is given too. */
export function readChunk(
  flow: Y.Text,
  item: Y.Item | null,
  startMarks: MarkSet,
): { readonly chunk: Chunk; readonly next: Y.Item | null } {
  const pieces: Piece[] = [];
  const hidden: Hidden[] = [];
  let size = 0;
  let marks = startMarks;
  let at = item === null ? flow._start : item.right;
  for (; at !== null; at = at.right) {
    if (at.deleted) continue;
    const { content } = at;
    if (content instanceof Y.ContentFormat) marks = withMark(marks, content.key, content.value);
    else if (content instanceof Y.ContentString) {
      addText(pieces, content.str, marks);
      size += content.str.length;
    } else if (markerOf(at) !== undefined) break;
    else if (content instanceof Y.ContentEmbed) {
      const embed: unknown = content.embed;
      const atom = asAtom(embed);
      if (atom === undefined) hidden.push({ offset: size, place: placeOf(embed) });
      else {
        pieces.push({ atom, marks });
        size += 1;
      }
    } else if (at.countable) {
      for (let unit = 0; unit < at.length; unit++) hidden.push({ offset: size, place: undefined });
    }
  }
  const marker = item === null ? undefined : markerOf(item);
  const properties = marker === undefined ? plainBlock : readProperties(marker);
  return {
    chunk: { item, marker, properties, pieces, hidden, size, startMarks, endMarks: marks },
    next: at,
  };
}

/** What a marker says now; what has another shape than it must is as if it were not there. */
export function readProperties(marker: Y.Map<unknown>): BlockProperties {
  if (marker._map.size === 0) return plainBlock;
  const attrs: Record<string, unknown> = {};
  for (const [key, value] of marker.entries()) {
    if (key.startsWith(attributeSign)) attrs[key.slice(attributeSign.length)] = value;
  }
  return {
    kind: asString(marker.get("kind")),
    attrs,
    parent: asString(marker.get("in")),
    place: asString(marker.get("place")),
    isJoined: marker.get("joined") === true,
  };
}

/** Whether two sets hold the same marks with the same attributes. */
export function sameMarks(one: MarkSet, other: MarkSet): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => sameValue(one[name], other[name]));
}

/** Whether two stored values are equal. */
export function sameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

export function asString(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function withMark(marks: MarkSet, name: string, value: unknown): MarkSet {
  if (value !== null) return { ...marks, [name]: value };
  const { [name]: _ended, ...rest } = marks;
  return Object.keys(rest).length === 0 ? noMarks : rest;
}

function addText(pieces: Piece[], text: string, marks: MarkSet): void {
  const last = pieces.at(-1);
  if (last !== undefined && "text" in last && sameMarks(last.marks, marks)) {
    pieces[pieces.length - 1] = { text: last.text + text, marks: last.marks };
  } else pieces.push({ text, marks });
}

function asAtom(embed: unknown): Atom | undefined {
  if (typeof embed !== "object" || embed === null || !("type" in embed) || typeof embed.type !== "string")
    return undefined;
  if (!("attrs" in embed) || typeof embed.attrs !== "object" || embed.attrs === null) return { type: embed.type };
  return { type: embed.type, attrs: { ...embed.attrs } };
}

function placeOf(embed: unknown): string | undefined {
  return typeof embed === "object" && embed !== null && "place" in embed ? asString(embed.place) : undefined;
}
