/**
 * Marks above, in and below letters that many leave out: accents of Latin, Greek and Cyrillic, points and vowels of
 * Hebrew and Arabic with their signs for reading aloud. Marks of other scripts are letters to their readers and stay.
 */
const marks =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff]/g;

/** Joins or parts letters without being seen itself: soft hyphen, direction marks, stretched Arabic, word joiner. */
const unseen =
  /[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f]|\u200d|[\u00ad\u0640\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Stand where a word could be parted, as other writers do: zero width space and non-joiner. */
export const joints = /[\u200b\u200c]/g;

const letters: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" },
  // One letter by several code points: forms of alef, yeh, kaf and heh in Arabic, Persian and Urdu.
  ...{ "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06d2": "\u064a", "\u06a9": "\u0643" },
  ...{ "\u0629": "\u0647", "\u06c1": "\u0647", "\u06be": "\u0647", "\u06d5": "\u0647" },
};
const specialLetters = new RegExp(`[${Object.keys(letters).join("")}]`, "g");

/** Digits of scripts other than Latin. */
const otherDigits = /(?![0-9])\p{Nd}/gu;
const anyDigit = /\p{Nd}/u;
const values = new Map<string, string>();

const plain = /^[\t\n\r -~]*$/;

/**
 * The text as search compares it, for index, query and snippet alike: lower case, without accents, vowel marks and what
 * is not seen, one form for each letter, digits as 0–9, compatibility forms (full width, ligatures) made plain.
 */
export function foldText(text: string): string {
  return foldLetters(text).replace(joints, "");
}

/** The same, with the joints of words kept. */
export function foldLetters(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(marks, "")
    .replace(unseen, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(specialLetters, (letter) => letters[letter] ?? letter)
    .replace(otherDigits, digitValue);
}

/** Digits of a script stand in a row of ten, and rows beside one another have ten each: a digit's place tells its value. */
function digitValue(digit: string): string {
  const known = values.get(digit);
  if (known !== undefined) return known;
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (anyDigit.test(String.fromCodePoint(code - before - 1))) before += 1;
  const value = String(before % 10);
  values.set(digit, value);
  return value;
}

/** What folds as one: a letter with its marks (those of half-width kana count as letters), or Korean letters that join. */
const cluster =
  /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97c\ud7b0-\ud7fb\uffa0-\uffdc]+|[^\p{M}\uff9e\uff9f]?[\p{M}\uff9e\uff9f]+|\P{M}/gu;

/** A folded text and, for each of its code units and its end, where that stands in the text it was made of. */
export interface FoldedText {
  readonly folded: string;
  readonly places: ArrayLike<number>;
}

/** Folds a text so that what is found in it can be shown in the text as it was written. */
export function foldWithPlaces(text: string): FoldedText {
  const places: number[] = [];
  let folded = "";
  for (const part of text.matchAll(cluster)) {
    const piece = foldLetters(part[0]);
    for (let unit = 0; unit < piece.length; unit += 1) places.push(part.index);
    folded += piece;
  }
  places.push(text.length);
  return { folded, places };
}
