import { listWords } from "./words.ts";

/** PostgreSQL's limits on a tsvector: bytes of one word, positions per word, bytes of the whole. */
export const wordBytes = 2_046;
const positionsPerWord = 255;
const vectorBytes = 1_000_000;

/** Highest position used in a body: PostgreSQL knows 16 383, and those of the title come before. */
const highestPosition = 16_000;

/** How much of a body is made findable, in UTF-16 code units. */
const bodyCharacters = 5_000_000;

/** What a position costs in a tsvector, and what a word costs beyond its own bytes, in bytes. */
const bytesPerPosition = 2;
const bytesPerWord = 4;

/** Every so many positions it is noted where in the body they stand. */
export const positionsPerPlace = 8;

/** What the database needs to find a text. */
export interface SearchIndex {
  /** The text form of a tsvector. */
  readonly vector: string;
  /** Where in the text the positions 1, 9, 17 … stand, in code points from 0. */
  readonly places: readonly number[];
  /** Words of letters alone, in which others are sought and which slips are compared with. */
  readonly known: readonly string[];
}

/** Words that others are compared with: long enough to hold one, short enough to be one. */
const knownWord = /^\p{L}{4,40}$/u;

/** Most words of one text that are noted. */
const knownWords = 20_000;

/** The words of a title, of weight A; its positions are its words counted from 1. */
export function indexTitle(title: string): SearchIndex & { readonly positions: number } {
  const words = collect(title);
  return { ...indexWords(words, "A"), positions: Math.min(words.count, highestPosition) };
}

/** The words of a body, of weight D. In a body of more words than there are positions, several share one. */
export function indexBody(body: string): SearchIndex {
  return indexWords(collect(body.slice(0, bodyCharacters)), "D");
}

interface Words {
  readonly count: number;
  /** Every word with the number of its place, from 0; parts share the place of their whole. */
  readonly entries: ReadonlyMap<string, number[]>;
  /** Where in the text each place stands, in code points. */
  readonly starts: readonly number[];
  readonly known: ReadonlySet<string>;
}

function collect(text: string): Words {
  const entries = new Map<string, number[]>();
  const starts: number[] = [];
  const known = new Set<string>();
  const countPoints = pointCounter(text);
  let size = 0;
  for (const { word, start, kind } of listWords(text)) {
    if (kind === "whole" || kind === "single") starts.push(countPoints(start));
    if (size + bytesPerPosition > vectorBytes) break;
    // A pair comes before its second letter and belongs to the first.
    const place = Math.max(0, starts.length - 1);
    const places = entries.get(word);
    if (places && (kind === "sign" || places.length >= positionsPerWord || places.at(-1) === place)) continue;
    const bytes = Buffer.byteLength(word);
    const cost = bytesPerPosition + (places ? 0 : bytes + bytesPerWord);
    if (bytes > wordBytes || size + cost > vectorBytes) continue;
    size += cost;
    if (places) places.push(place);
    else entries.set(word, [place]);
    if ((kind === "whole" || kind === "part") && known.size < knownWords && knownWord.test(word)) known.add(word);
  }
  return { count: starts.length, entries, starts, known };
}

function indexWords({ count, entries, starts, known }: Words, weight: "A" | "D"): SearchIndex {
  const share = Math.max(1, count / highestPosition);
  const positionOf = (place: number) => Math.floor(place / share) + 1;
  const vector = [...entries].map(([word, places]) => {
    const positions = [...new Set(places.map(positionOf))].map((position) => `${position}${weight}`);
    return `${quoteLexeme(word)}:${positions.join(",")}`;
  });
  const places: number[] = [];
  for (let position = 0; position * share < count; position += positionsPerPlace) {
    places.push(starts[Math.floor(position * share)] ?? 0);
  }
  return { vector: vector.join(" "), places, known: [...known] };
}

/** Counts code points up to a place that only grows; PostgreSQL counts so, and not by halves of pairs. */
function pointCounter(text: string): (unit: number) => number {
  let [unit, pairs] = [0, 0];
  return (to) => {
    for (; unit < to; unit += 1) if ((text.charCodeAt(unit) & 0xfc00) === 0xdc00) pairs += 1;
    return to - pairs;
  };
}

/** A word as it stands in the text form of tsvector and tsquery. */
export function quoteLexeme(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
