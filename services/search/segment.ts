import { normaliseText } from "./normalise-text.ts";

/** Scripts that write words without spaces between them. */
const unspacedScripts =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々〆";
const unspaced = new RegExp(`[${unspacedScripts}]`, "u");
const runOfLetters = /[\p{L}\p{M}\p{N}_]+/gu;
const scriptRuns = new RegExp(`[${unspacedScripts}\\p{M}]+|[^${unspacedScripts}]+`, "gu");

let segmenter: Intl.Segmenter | undefined;

/** A word as search compares it, with where it stands in the text it was read from. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text in order, as search compares them; Chinese, Japanese, Thai and the like are cut by their dictionaries. */
export function* segment(text: string): Generator<string> {
  for (const { piece } of pieces(normaliseText(text))) yield piece;
}

/** The same words with their places in the text as it stands. */
export function* segmentWithPlaces(text: string): Generator<PlacedWord> {
  for (const { piece, start } of pieces(text)) {
    for (const word of segment(piece)) yield { word, start, end: start + piece.length };
  }
}

interface Piece {
  readonly piece: string;
  readonly start: number;
}

function* pieces(text: string): Generator<Piece> {
  for (const run of text.matchAll(runOfLetters)) {
    if (unspaced.test(run[0])) yield* piecesOfUnspaced(run[0], run.index);
    else yield { piece: run[0], start: run.index };
  }
}

function* piecesOfUnspaced(run: string, offset: number): Generator<Piece> {
  segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
  for (const part of run.matchAll(scriptRuns)) {
    const start = offset + part.index;
    if (!unspaced.test(part[0])) yield { piece: part[0], start };
    else {
      for (const word of segmenter.segment(part[0])) {
        if (word.isWordLike) yield { piece: word.segment, start: start + word.index };
      }
    }
  }
}
