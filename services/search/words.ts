import { foldLetters, foldWithPlaces, joints } from "./fold-text.ts";
import { ChainedWords } from "./joined-words.ts";
import { otherSpelling } from "./other-spellings.ts";
import type { PlacedWord } from "./placed-word.ts";

/** Scripts whose words are cut in too many ways to agree on one; each two letters beside one another are sought. */
const paired = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー々〆〇";
/** Scripts without spaces between words, whose words a dictionary knows. */
const dictionary = "\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

const joint = "\\u200b\\u200c";
/** What may become part of a word when it is folded, with what stands unseen in words. */
const unfolded = "[\\p{L}\\p{M}\\p{N}\\p{So}\\p{Cf}_]+";
/** Behind a word it is part of a name: `C++`, `F#`. */
const nameEnd = "(?:\\+\\+(?![\\p{L}_+])|#(?![\\p{L}\\p{N}_#]))";
/** Signs that can be sought; those that stand in nearly every text are not. */
const sign = "(?![-.,;:!?'\"()–—…’‘“”„«»、。，])[\\p{S}\\p{P}]";
const wordOrSign = new RegExp(`(?<run>${unfolded})(?<end>${nameEnd})?|(?<sign>${sign})`, "gu");
const foldedRun = new RegExp(`[\\p{L}\\p{M}\\p{N}_${joint}]+`, "gu");
const scriptRun = new RegExp(
  `(?<paired>[${paired}]+)|(?<dictionary>[${dictionary}][${dictionary}\\p{M}${joint}]*)|(?<spaced>[^${paired}${dictionary}]+)`,
  "gu",
);
const isPlain = /^[0-9A-Za-z_]+$/;
const lettersThenDigits = /^([\p{L}\p{M}]+)(\p{N}+)$/u;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text in order, folded, with their places in the text as it stands. The same for index, query and snippet. */
export function* listWords(text: string): Generator<PlacedWord> {
  const chain = new ChainedWords(text);
  for (const match of text.matchAll(wordOrSign)) {
    const { run, end, sign: alone } = match.groups ?? {};
    const start = match.index;
    if (run === undefined) {
      const word = foldLetters(alone ?? "");
      if (word !== "") yield { word, start, end: start + match[0].length, kind: "sign" };
      continue;
    }
    const words = [...wordsOfRun(run, start)];
    yield* words;
    const [whole] = words;
    if (whole?.kind !== "whole") continue;
    if (end !== undefined) yield { word: whole.word + end, start, end: start + match[0].length, kind: "name" };
    yield* chain.add(whole);
  }
}

function* wordsOfRun(run: string, start: number): Generator<PlacedWord> {
  if (isPlain.test(run)) {
    yield* wordsOfSpaced(run.toLowerCase(), (unit) => start + unit);
    return;
  }
  const { folded, places } = placesOf(run);
  // Signs that are letters to nobody, as pictures are, stand among letters only where they fold to some.
  for (const picture of run.matchAll(/\p{So}/gu)) {
    if (foldLetters(picture[0]) !== picture[0]) continue;
    const at = start + picture.index;
    yield { word: picture[0], start: at, end: at + picture[0].length, kind: "sign" };
  }
  yield* wordsOfFolded(folded, (unit) => start + (places?.[unit] ?? unit));
  const variant = otherSpelling(run);
  if (variant !== undefined) yield { word: variant, start, end: start + run.length, kind: "variant" };
}

type PlaceOf = (unit: number) => number;

/** Where nothing grew or went, every unit stands where it stood. */
function placesOf(run: string): { readonly folded: string; readonly places: ArrayLike<number> | undefined } {
  const folded = foldLetters(run);
  return folded.length === run.length ? { folded, places: undefined } : foldWithPlaces(run);
}

function* wordsOfFolded(folded: string, placeOf: PlaceOf): Generator<PlacedWord> {
  for (const word of folded.matchAll(foldedRun)) {
    for (const run of word[0].matchAll(scriptRun)) {
      const start = word.index + run.index;
      const place: PlaceOf = (unit) => placeOf(start + unit);
      if (run.groups?.["paired"]) yield* pairsOf(run[0], place);
      else if (run.groups?.["dictionary"]) yield* wordsOfDictionary(run[0], place);
      else yield* wordsOfSpaced(run[0], place);
    }
  }
}

function* pairsOf(run: string, placeOf: PlaceOf): Generator<PlacedWord> {
  let start = 0;
  let before: { readonly letter: string; readonly start: number } | undefined;
  for (const letter of run) {
    const end = start + letter.length;
    const [from, to] = [placeOf(start), placeOf(end)];
    if (before) yield { word: before.letter + letter, start: placeOf(before.start), end: to, kind: "pair" };
    yield { word: letter, start: from, end: to, kind: "single" };
    before = { letter, start };
    start = end;
  }
}

function* wordsOfDictionary(run: string, placeOf: PlaceOf): Generator<PlacedWord> {
  segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
  for (const { segment, index, isWordLike } of segmenter.segment(run)) {
    const word = segment.replace(joints, "");
    if (!isWordLike || word === "") continue;
    yield { word, start: placeOf(index), end: placeOf(index + segment.length), kind: "whole" };
  }
}

/** The word as it stands, and its parts where it is made of several. */
function* wordsOfSpaced(run: string, placeOf: PlaceOf): Generator<PlacedWord> {
  const whole = run.replace(joints, "");
  if (whole === "") return;
  const underscore = run.indexOf("_");
  if (underscore !== -1) yield { word: "_", start: placeOf(underscore), end: placeOf(underscore + 1), kind: "sign" };
  if (/^_+$/.test(whole)) return;
  yield { word: whole, start: placeOf(0), end: placeOf(run.length), kind: "whole" };
  for (const part of run.matchAll(/[^_\u200b\u200c]+/gu)) {
    const place: PlaceOf = (unit) => placeOf(part.index + unit);
    const [text] = part;
    if (text !== whole) yield { word: text, start: place(0), end: place(text.length), kind: "part" };
    const [, letters, digits] = lettersThenDigits.exec(text) ?? [];
    if (letters === undefined || digits === undefined) continue;
    yield { word: letters, start: place(0), end: place(letters.length), kind: "part" };
    yield { word: digits, start: place(letters.length), end: place(text.length), kind: "part" };
  }
}
