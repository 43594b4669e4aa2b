import { analyse } from "chardet";

/** How much of a text is looked at to tell its encoding, in bytes. */
const sampleBytes = 65_536;

/** Longest incomplete character a cut can leave at the end, in bytes. */
const longestTail = 3;

/** Least share of zero bytes for what could as well be UTF-8 with a stray zero; Latin letters in UTF-16 give half. */
const wideShare = 0.2;

/** How far behind the best guess another one may lie and still be chosen for reading better, of 100. */
const closeConfidence = 30;

/** Control characters that text holds: white space, and bell, backspace, Ctrl-Z and escape of terminals and DOS. */
const terminal = String.fromCharCode(0x07, 0x08, 0x1a, 0x1b, 0x85);
const binary = new RegExp(`[\\p{Cc}--[\\t-\\r${terminal}]]`, "v");
const unreadable = /[\p{Cn}\p{Co}]/u;
/** What real words do not hold: a sign between letters, a capital within a word. */
const oddities = /\p{L}[\p{S}\p{No}«»¡¿]\p{L}|\p{Ll}\p{Lu}/gu;
/** How ISO-2022-JP, old Japanese e-mail in seven bits, goes over to two bytes a character. */
const japaneseShift = new RegExp(`${String.fromCharCode(0x1b)}\\$[@B]`);
const declaration = /^\s*<\?xml[^>]*?\sencoding=["']([\w.:-]+)|<meta\s[^>]*?charset=["']?([\w.:-]+)/i;

/** A text or its beginning; whole unless more follows. */
export interface EncodedText {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/**
 * The encoding of a text, as `TextDecoder` names it: told by its mark, by being UTF-8 or UTF-16, by what it declares, or
 * else the likeliest for its letters. Undefined where the bytes are no text.
 */
export function findEncoding({ bytes, isWhole }: EncodedText): string | undefined {
  const sample = { bytes: bytes.subarray(0, sampleBytes), isWhole: isWhole && bytes.length <= sampleBytes };
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const utf8 = decode("utf-8", sample);
  if (utf8 !== undefined && !binary.test(utf8)) return japaneseShift.test(utf8) ? "iso-2022-jp" : "utf-8";
  if (sample.bytes.includes(0)) return findWide(sample, utf8 === undefined ? 0 : wideShare);
  return utf8 === undefined ? (findDeclared(sample) ?? findLikeliest(sample)) : undefined;
}

/** UTF-16 without a mark: Latin letters, blanks and line ends have a zero byte, always on the same side. */
function findWide(sample: EncodedText, leastShare: number): string | undefined {
  const zeros = [0, 0];
  for (const [index, byte] of sample.bytes.entries()) {
    const side = index % 2;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (even > 0 === odd > 0 || even + odd < sample.bytes.length * leastShare) return undefined;
  const name = odd > 0 ? "utf-16le" : "utf-16be";
  return isText(decode(name, sample)) ? name : undefined;
}

function findDeclared(sample: EncodedText): string | undefined {
  const found = declaration.exec(new TextDecoder("latin1").decode(sample.bytes.subarray(0, 2_048)));
  const name = found?.[1] ?? found?.[2];
  return name !== undefined && isText(decode(name, sample)) ? name : undefined;
}

/** Guesses differ by little where two encodings share most letters; the one that gives real words is taken. */
function findLikeliest(sample: EncodedText): string | undefined {
  const guesses = analyse(sample.bytes).flatMap(({ name, confidence }) => {
    const text = decode(name, sample);
    return text !== undefined && isText(text) ? [{ name, confidence, odd: text.match(oddities)?.length ?? 0 }] : [];
  });
  const best = Math.max(...guesses.map((guess) => guess.confidence));
  const close = guesses.filter((guess) => guess.confidence > 0 && best - guess.confidence <= closeConfidence);
  return close.sort((a, b) => a.odd - b.odd || b.confidence - a.confidence)[0]?.name;
}

function isText(text: string | undefined): boolean {
  return text !== undefined && !binary.test(text) && !unreadable.test(text);
}

/** The text in this encoding; undefined where it is none, or the encoding is unknown. A character cut at the end is left out. */
function decode(name: string, { bytes, isWhole }: EncodedText): string | undefined {
  for (let cut = 0; cut <= (isWhole ? 0 : longestTail); cut += 1) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
    } catch {
      // Not this encoding, or cut inside a character: try without the incomplete bytes.
    }
  }
  return undefined;
}
