import { foldText } from "./fold-text.ts";
import { quoteLexeme, wordBytes } from "./search-vector.ts";
import { stemKorean } from "./stem-korean.ts";
import { listWords, type PlacedWord } from "./words.ts";

/** Most words of a query that count. */
const maxWords = 32;

/** Shortest query that is looked for inside words of titles; a shorter one has no trigram an index could find. */
const substringCharacters = 3;

/** The letter before the number of a version; the number is sought with or without it. */
const versionLetter = /(?<![\p{L}\p{N}])v(?=\d+\.\d)/giu;

/** A query as the index compares it. */
export interface ParsedQuery {
  /** The query as titles are compared with it; empty where nothing of it can be seen. */
  readonly folded: string;
  /** The words that must occur. */
  readonly words: readonly string[];
  /** The last word where more of it may still be typed: any word that begins so will do. */
  readonly beginning: string | null;
  /** The text form of a tsquery; null when the query holds no word. */
  readonly tsquery: string | null;
  /** A LIKE pattern for folded titles that hold the query anywhere. */
  readonly titlePattern: string;
  /** Whether titles are searched by that pattern too, beside the words. */
  readonly isSoughtInside: boolean;
}

/** Reads what a person typed: every word must occur, the last one may be the beginning of a word. */
export function parseQuery(query: string): ParsedQuery {
  const folded = foldText(query).trim();
  const sought = [...soughtWords(query.replace(versionLetter, ""))];
  // Compatibility forms can make one word longer than any that the index holds.
  const fitting = sought.filter(({ word }) => Buffer.byteLength(word) <= wordBytes).slice(0, maxWords);
  const last = fitting.at(-1);
  const beginning = last?.kind === "whole" ? last.word : null;
  const words = [...new Set(fitting.map(({ word }) => word))];
  const lexemes = words.map((word) => `${quoteLexeme(word)}${word === beginning ? ":*" : ""}`);
  return {
    folded,
    words,
    beginning,
    tsquery: lexemes.length === 0 ? null : lexemes.join(" & "),
    isSoughtInside: words.length === 0 || [...folded].length >= substringCharacters,
    titlePattern: `%${folded.replace(/[\\%_]/g, "\\$&")}%`,
  };
}

/** Wholes without their parts, and letters alone only where they have no neighbour to make a pair with. */
function* soughtWords(query: string): Generator<PlacedWord> {
  const words = [...listWords(stemKorean(query))];
  for (const [index, word] of words.entries()) {
    if (word.kind === "part") continue;
    const isPaired = words[index - 1]?.kind === "pair" || words[index + 1]?.kind === "pair";
    if (word.kind !== "single" || !isPaired) yield word;
  }
}
