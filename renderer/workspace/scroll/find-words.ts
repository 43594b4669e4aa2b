import type { Sought } from "./sought.ts";

/** Where something begins and ends in a list of texts; both ends name the text and the place in it. */
interface Span {
  readonly start: Point;
  readonly end: Point;
}

interface Point {
  readonly text: number;
  readonly offset: number;
}

/** How much of what stands around a hit tells it from others, in UTF-16 code units. */
const context = 24;

/**
 * Finds words in the texts of a page by what stands around them, else the first such words; undefined where there are
 * none. White space counts for nothing: a page has other breaks than what was searched.
 */
export function findWords(texts: readonly string[], { before, hit, after }: Omit<Sought, "pageId">): Span | undefined {
  const packed = texts.map(pack);
  const whole = packed.join("");
  const [left, word, right] = [pack(before).slice(-context), pack(hit), pack(after).slice(0, context)];
  if (word === "") return undefined;
  const attempts = [
    { words: left + word + right, lead: left.length },
    { words: left + word, lead: left.length },
    { words: word + right, lead: 0 },
    { words: word, lead: 0 },
  ];
  for (const { words, lead } of attempts) {
    const at = whole.indexOf(words);
    if (at < 0) continue;
    const first = at + lead;
    const last = pointAt(texts, packed, first + word.length - 1);
    return { start: pointAt(texts, packed, first), end: { ...last, offset: last.offset + 1 } };
  }
  return undefined;
}

function pack(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

/** The place of a character that is counted without white space. */
function pointAt(texts: readonly string[], packed: readonly string[], place: number): Point {
  let rest = place;
  const text = packed.findIndex(({ length }) => {
    if (rest < length) return true;
    rest -= length;
    return false;
  });
  const characters = texts[text] ?? "";
  let offset = 0;
  for (; offset < characters.length; offset += 1) {
    if (/\s/.test(characters.charAt(offset))) continue;
    if (rest === 0) break;
    rest -= 1;
  }
  return { text, offset };
}
