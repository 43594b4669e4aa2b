/** Combining accents of Latin, Greek and Cyrillic; marks of other scripts are letters to their readers and stay. */
const accents = /[\u0300-\u036f]/g;

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};
const specialLetters = /[ßæœøłđðþıς]/g;

/** The text as search compares it: lower case, without accents, with compatibility forms (full width, ligatures) made plain. */
export function normaliseText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(accents, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(specialLetters, (letter) => letters[letter] ?? letter);
}
