/** A piece of text that ends in Markdown's signs for a format. */
export interface TypedFormat {
  /** Where the opening signs begin in the text. */
  readonly index: number;
  /** Signs and words. */
  readonly text: string;
  /** The signs on one side. */
  readonly signs: string;
  /** Names of the marks they stand for. */
  readonly marks: readonly string[];
}

const marksBySigns: ReadonlyMap<string, readonly string[]> = new Map([
  ["*", ["italic"]],
  ["_", ["italic"]],
  ["**", ["bold"]],
  ["__", ["bold"]],
  ["***", ["bold", "italic"]],
  ["___", ["bold", "italic"]],
  ["~~", ["strike"]],
  ["`", ["code"]],
]);
const closing = /(\*{1,3}|_{1,3}|~~|`)$/;
const wordCharacter = /[\p{L}\p{N}]/u;
/** Scripts that set no blank between words, so that a format may begin beside any of their letters. */
const unspacedCharacter = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

/**
 * The format that `text` ends in; undefined where CommonMark would make none (`2 ** 3 ** 4`), and where letters or digits
 * stand right before the signs: who types `5*6*7` counts.
 */
export function findTypedFormat(text: string): TypedFormat | undefined {
  const signs = closing.exec(text)?.[0];
  const marks = marksBySigns.get(signs ?? "");
  if (signs === undefined || marks === undefined) return undefined;
  const [sign = ""] = signs;
  const inner = text.slice(0, -signs.length);
  if (inner.endsWith(sign) || inner.endsWith("\\")) return undefined;
  const start = findRun(inner, sign, signs.length);
  if (start === undefined) return undefined;
  const words = inner.slice(start + signs.length);
  if (words === "" || words.trim() !== words || !mayBegin(text.slice(0, start), sign)) return undefined;
  return { index: start, text: text.slice(start), signs, marks };
}

/** Where the last run of the sign begins, if it is just that long; a run of another length ends the search. */
function findRun(text: string, sign: string, length: number): number | undefined {
  const last = text.lastIndexOf(sign);
  let start = last;
  while (start > 0 && text[start - 1] === sign) start -= 1;
  return last >= 0 && last - start + 1 === length ? start : undefined;
}

function mayBegin(before: string, sign: string): boolean {
  const character = [...before.slice(-2)].at(-1) ?? "";
  if (character === "\\") return false;
  return sign === "`" || !wordCharacter.test(character) || (sign !== "_" && unspacedCharacter.test(character));
}
