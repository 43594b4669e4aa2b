import { foldText } from "./fold-text.ts";
import { type QueryPiece, splitQuery } from "./query-pieces.ts";
import { listSigns, listTerms, type QueryTerm, writeTerms } from "./query-terms.ts";

/** Most things of a query that count. */
const maxTerms = 32;

/** Shortest query that is looked for inside words of titles; a shorter one has no trigram an index could find. */
const substringCharacters = 3;

/** A word that others are compared with, as the known words are. */
const comparable = /^\p{L}{4,40}$/u;

/** A query as the index compares it. */
export interface ParsedQuery {
  /** The query as titles are compared with it; empty where nothing of it can be seen. */
  readonly folded: string;
  /** The words that occur where it matches, in every way to write them. */
  readonly words: readonly string[];
  /** The words as typed, one way each. */
  readonly typed: readonly string[];
  /** The last word where more of it may still be typed: any word that begins so will do. */
  readonly beginning: string | null;
  /** The text form of a tsquery; null when the query asks for no word. */
  readonly tsquery: string | null;
  /** What must not occur, as a tsquery; null where nothing is excluded. */
  readonly excluded: string | null;
  /** A LIKE pattern for folded titles that hold the query anywhere. */
  readonly titlePattern: string;
  /** Whether titles are searched by that pattern too, beside the words. */
  readonly isSoughtInside: boolean;
  /** What must occur, each as a tsquery, with the word that longer and similar ones may stand for; null where none may. */
  readonly parts: readonly { readonly tsquery: string; readonly word: string | null }[];
}

/** Reads what a person typed: everything must occur, the last word may be the beginning of one. */
export function parseQuery(query: string): ParsedQuery {
  const pieces = splitQuery(query);
  const wanted = readPieces(pieces.filter(({ isExcluded }) => !isExcluded));
  const excluded = readPieces(pieces.filter(({ isExcluded }) => isExcluded)).flatMap(({ piece, terms }) =>
    terms.length === 0 ? [] : [`(${writeTerms(terms, { ...piece, isPhrase: true, isOpen: false })})`],
  );
  const terms = wanted.flatMap((each) => each.terms);
  const lastTerm = terms.at(-1);
  const openWord = wanted.at(-1)?.piece.isPhrase === false ? lastTerm?.words.at(-1) : undefined;
  const parts = wanted.flatMap(({ piece, terms: own }) => writeParts(piece, own, lastTerm));
  const folded = foldText(wanted.map(({ piece }) => piece.text).join(" ")).trim();
  const isPlain = wanted.every(({ piece }) => !(piece.isPhrase || piece.isInTitle));
  return {
    folded,
    words: [...new Set(terms.flatMap(({ words, others }) => [...words.map(({ word }) => word), ...others]))],
    typed: [...new Set(terms.flatMap(({ words }) => words.map(({ word }) => word)))],
    beginning: openWord?.isOpen === true ? openWord.word : null,
    tsquery: parts.length === 0 ? null : [...new Set(parts.map(({ tsquery }) => tsquery))].join(" & "),
    excluded: excluded.length === 0 ? null : excluded.join(" | "),
    titlePattern: `%${folded.replace(/[\\%_]/g, "\\$&")}%`,
    isSoughtInside: terms.length === 0 || (isPlain && [...folded].length >= substringCharacters),
    parts,
  };
}

interface ReadPiece {
  readonly piece: QueryPiece;
  readonly terms: readonly QueryTerm[];
}

function readPieces(pieces: readonly QueryPiece[]): readonly ReadPiece[] {
  let left = maxTerms;
  const read = pieces.map((piece) => {
    const terms = listTerms(piece.text).slice(0, left);
    left -= terms.length;
    return { piece, terms };
  });
  if (left < maxTerms) return read;
  return pieces.map((piece) => ({ piece, terms: listSigns(piece.text).slice(0, maxTerms) }));
}

function writeParts(
  piece: QueryPiece,
  terms: readonly QueryTerm[],
  lastTerm: QueryTerm | undefined,
): ParsedQuery["parts"] {
  const look = { ...piece, isOpen: !piece.isPhrase };
  if (piece.isPhrase) return terms.length === 0 ? [] : [{ tsquery: `(${writeTerms(terms, look)})`, word: null }];
  return terms.map((term) => {
    const [only, ...more] = term.words;
    const isCompared = only !== undefined && more.length === 0 && !piece.isInTitle && comparable.test(only.word);
    return {
      tsquery: writeTerms([term], { ...look, isOpen: term === lastTerm }),
      word: isCompared ? only.word : null,
    };
  });
}
