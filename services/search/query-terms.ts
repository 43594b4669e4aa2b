import type { PlacedWord } from "./placed-word.ts";
import { quoteLexeme, wordBytes } from "./search-vector.ts";
import { stemKorean } from "./stem-korean.ts";
import { listWords } from "./words.ts";

/** The letter before the number of a version; the number is sought with or without it. */
const versionLetter = /(?<![\p{L}\p{N}])v(?=\d+\.\d)/giu;

interface SoughtWord {
  readonly word: string;
  /** The how manieth word of its text it is; pairs of letters stand where their first letter stands. */
  readonly place: number;
  readonly start: number;
  /** More of the word may still be typed. */
  readonly isOpen: boolean;
}

/** One thing that must occur: words that belong together, or one of the other ways to write them. */
export interface QueryTerm {
  readonly words: readonly SoughtWord[];
  readonly others: readonly string[];
}

/** The things a text asks for, in order: wholes without their parts, letters alone only where they make no pair. */
export function listTerms(text: string): readonly QueryTerm[] {
  const words = [...listWords(stemKorean(text.replace(versionLetter, "")))];
  const terms: QueryTerm[] = [];
  let place = -1;
  for (const [index, found] of words.entries()) {
    if (found.kind === "whole" || found.kind === "single") place += 1;
    // Compatibility forms can make one word longer than any that the index holds.
    if (Buffer.byteLength(found.word) <= wordBytes) add(terms, found, place);
    if (found.kind === "single" && (words[index - 1]?.kind === "pair" || words[index + 1]?.kind === "pair"))
      terms.pop();
  }
  return terms;
}

/** The signs of a text that holds no word. */
export function listSigns(text: string): readonly QueryTerm[] {
  const signs = new Set([...listWords(text)].flatMap(({ word, kind }) => (kind === "sign" ? [word] : [])));
  return [...signs].map((word) => ({ words: [{ word, place: 0, start: 0, isOpen: false }], others: [] }));
}

function add(terms: QueryTerm[], { word, kind, start }: PlacedWord, place: number): void {
  if (kind === "whole" || kind === "pair" || kind === "single") {
    terms.push({ words: [{ word, place, start, isOpen: kind === "whole" }], others: [] });
  } else if (kind === "variant") {
    const last = terms.pop();
    if (last) terms.push({ ...last, others: [...last.others, word] });
  } else if (kind === "name") {
    if (terms.pop()) terms.push({ words: [{ word, place, start, isOpen: true }], others: [] });
  } else if (kind === "joined") {
    const first = terms.findIndex((term) => term.words[0]?.start === start);
    const chain = first === -1 ? [] : terms.splice(first);
    if (chain.length > 0) terms.push({ words: chain.flatMap((term) => term.words), others: [word] });
  }
}

interface TermLook {
  readonly isPhrase: boolean;
  readonly isInTitle: boolean;
  /** The last word may be the beginning of one. */
  readonly isOpen: boolean;
}

/** The text form of a tsquery for these terms, all of which must occur. */
export function writeTerms(terms: readonly QueryTerm[], look: TermLook): string {
  const weight = look.isInTitle ? "A" : "";
  let text = "";
  let end: number | undefined;
  for (const [index, { words, others }] of terms.entries()) {
    const isOpen = look.isOpen && index === terms.length - 1 && words.at(-1)?.isOpen === true;
    const marks = (isLast: boolean) => (isOpen && isLast ? `:*${weight}` : weight && `:${weight}`);
    const first = words[0]?.place ?? 0;
    const lexemes = words.map(({ word, place }, at) => {
      const distance = place - (words[at - 1]?.place ?? place);
      const link = at === 0 ? "" : look.isPhrase ? ` <${distance}> ` : " & ";
      return `${link}${quoteLexeme(word)}${marks(at === words.length - 1)}`;
    });
    const choices = [lexemes.join(""), ...others.map((word) => `${quoteLexeme(word)}${marks(true)}`)];
    const link = end === undefined ? "" : look.isPhrase ? ` <${first - end}> ` : " & ";
    text += `${link}(${choices.join(" | ")})`;
    end = words.at(-1)?.place ?? first;
  }
  return text;
}
