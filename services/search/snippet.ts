import type { ParsedQuery } from "./search-query.ts";
import { listWords } from "./words.ts";

/** Stand around each found word; from Unicode's private use area, so no text of ours holds them. */
export const hitStart = "\uE000";
export const hitEnd = "\uE001";

/** How much text is shown before and after the first hit, in UTF-16 code units. */
const charactersBefore = 60;
const charactersAfter = 160;

/** What a query marks in a text. */
export type SoughtWords = Pick<ParsedQuery, "words" | "beginning">;

interface Hit {
  readonly start: number;
  readonly end: number;
}

/** A short piece of a text around the first found word, every found word marked; the beginning where none is found. */
export function makeSnippet(text: string, sought: SoughtWords): string {
  const plain = text
    .replaceAll(/[\uE000\uE001]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const hits = findHits(plain, sought);
  const first = hits[0]?.start ?? 0;
  const start = first <= charactersBefore ? 0 : wordBorder(plain, first - charactersBefore);
  const end = Math.min(plain.length, Math.max(hits[0]?.end ?? 0, first, start) + charactersAfter);
  let snippet = start > 0 ? "…" : "";
  let at = start;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    snippet += `${plain.slice(at, hit.start)}${hitStart}${plain.slice(hit.start, hit.end)}${hitEnd}`;
    at = hit.end;
  }
  snippet += plain.slice(at, end);
  return (end < plain.length ? `${snippet}…` : snippet).toWellFormed();
}

/** Found words in order; what overlaps, as pairs of letters do, is one hit. */
function findHits(text: string, { words, beginning }: SoughtWords): Hit[] {
  const whole = new Set(words);
  const hits: Hit[] = [];
  for (const { word, start, end } of listWords(text)) {
    if (!whole.has(word) && (beginning === null || !word.startsWith(beginning))) continue;
    const hit = { start, end };
    for (let last = hits.at(-1); last !== undefined && hit.start < last.end; last = hits.at(-1)) {
      hit.start = Math.min(hit.start, last.start);
      hit.end = Math.max(hit.end, last.end);
      hits.pop();
    }
    hits.push(hit);
  }
  return hits;
}

/** The start of the next word after a place, if one begins soon; else the place itself. */
function wordBorder(text: string, place: number): number {
  const space = text.indexOf(" ", place);
  return space === -1 || space - place > charactersBefore / 2 ? place : space + 1;
}
