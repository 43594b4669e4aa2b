import { foldLetters, foldText } from "./fold-text.ts";

/** Letters that are written as two where the keyboard lacks them; folding leaves one of the two. */
const spelledOut: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };
const spelledLetters = /[äöüøå]/g;
const latinWord = /^[\p{Script=Latin}\p{N}_]+$/u;

/** The article of Arabic with the prepositions written onto it, where at least three letters follow. */
const article = /^(?:[وفبك]?ال|لل)(?=\p{Script=Arabic}{3})/u;

/** A word in the other spelling that people use for it: `mueller` for Müller, an Arabic word without its article. */
export function otherSpelling(text: string): string | undefined {
  const lower = text.normalize("NFC").toLowerCase();
  const spelled = lower.replace(spelledLetters, (letter) => spelledOut[letter] ?? letter);
  if (spelled !== lower) {
    const word = foldText(spelled);
    return latinWord.test(word) ? word : undefined;
  }
  const folded = foldLetters(lower);
  const bare = folded.replace(article, "");
  return bare === folded ? undefined : bare;
}
