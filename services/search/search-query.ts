import { quoteLexeme, wordBytes } from "./search-vector.ts";
import { segment } from "./segment.ts";

/** Most words of a query that count. */
const maxWords = 32;

/** Shortest query that is looked for inside words of titles; a shorter one has no trigram an index could find. */
const substringCharacters = 3;

/** A query as the index compares it. */
export interface ParsedQuery {
  /** The words, normalised; the last one may still be unfinished. */
  readonly words: readonly string[];
  /** The text form of a tsquery; null when the query holds no word. */
  readonly tsquery: string | null;
  /** A LIKE pattern for titles that hold the query anywhere. */
  readonly titlePattern: string;
  /** Whether titles are searched by that pattern too, beside the words. */
  readonly isSoughtInside: boolean;
}

/** Reads what a person typed: every word must occur, the last one may be the beginning of a word. */
export function parseQuery(query: string): ParsedQuery {
  // Compatibility forms can make one word longer than any that the index holds.
  const fitting = [...segment(query)].filter((word) => Buffer.byteLength(word) <= wordBytes);
  const words = fitting.slice(0, maxWords);
  const lexemes = words.map((word, index) => `${quoteLexeme(word)}${index === words.length - 1 ? ":*" : ""}`);
  return {
    words,
    tsquery: lexemes.length === 0 ? null : lexemes.join(" & "),
    isSoughtInside: words.length === 0 || [...query].length >= substringCharacters,
    titlePattern: `%${query.replace(/[\\%_]/g, "\\$&")}%`,
  };
}
