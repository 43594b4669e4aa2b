import createMarkdownIt, {
  type Delimiter,
  type MarkdownIt,
  type StateBlock,
  type StateInline,
  type Token,
} from "markdown-it";
import { keepWideRows, lineOf } from "./wide-rows.ts";

/** Levels of brackets and the like within one paragraph; what lies deeper is text. */
const inlineLevels = 100;
const tilde = 0x7e;
const dollar = 0x24;

/**
 * Reads markdown into tokens: CommonMark with GitHub's tables, strikes, addresses and footnotes, and formulas. Addresses of
 * links and images are left as they are written, and judged by nobody here.
 */
export function createSyntax(): MarkdownIt {
  const syntax = new createMarkdownIt("default", { html: true, linkify: true });
  syntax.normalizeLink = (url) => url;
  syntax.normalizeLinkText = (url) => url;
  syntax.validateLink = () => true;
  syntax.linkify.add("//", null).add("www.", {
    validate: (text, at) => lengthOfAddress(text, at),
    normalize: (match) => {
      match.url = `http://${match.url}`;
    },
  });
  // Blocks are bounded before they are read: here what lies deeper would be left out.
  syntax.core.ruler.before("block", "block_levels", ({ md }) => void md.set({ maxNesting: Number.POSITIVE_INFINITY }));
  syntax.core.ruler.before("inline", "inline_levels", ({ md }) => void md.set({ maxNesting: inlineLevels }));
  syntax.core.ruler.after("block", "fence_words", ({ md, tokens }) => {
    for (const token of tokens) if (token.info !== "") token.info = md.utils.unescapeAll(token.info).trim();
  });
  const endsParagraph = { alt: ["paragraph", "reference", "blockquote", "list"] };
  syntax.block.ruler.before("fence", "math_block", readMathBlock, endsParagraph);
  syntax.block.ruler.before("reference", "footnote", readFootnote, { alt: ["paragraph", "reference"] });
  keepWideRows(syntax);
  syntax.inline.ruler.before("backticks", "math_inline", readMath);
  syntax.inline.ruler.at("strikethrough", readTildes);
  syntax.inline.ruler2.at("strikethrough", pairTildes);
  return syntax;
}

/** How much of an address that begins with `www.` follows, by GitHub's rules; 0 where it is none. */
function lengthOfAddress(text: string, at: number): number {
  const [found = ""] =
    /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*(?:[/?#:][^\s<]*)?/u.exec(text.slice(at, at + 2_048)) ?? [];
  let address = found;
  for (;;) {
    const trimmed = address.replace(/[?!.,:;*_~'"]+$/, "");
    const isUnpaired = trimmed.endsWith(")") && trimmed.split(")").length > trimmed.split("(").length;
    const next = isUnpaired ? trimmed.slice(0, -1) : trimmed;
    if (next === address) return address.length;
    address = next;
  }
}

/** A formula of its own lines between `$$`; one that is not closed goes on to the end, as code does. */
function readMathBlock(...[state, startLine, endLine, isSilent]: [StateBlock, number, number, boolean]): boolean {
  if (isIndented(state, startLine)) return false;
  const fence = /^(\${2,})[^$]*$/.exec(lineOf(state, startLine))?.[1];
  if (fence === undefined) return false;
  if (isSilent) return true;
  const closing = new RegExp(String.raw`^\${${fence.length},}[ \t]*$`);
  let line = startLine + 1;
  // A line that is indented less ends what it lies in.
  const isInside = () => line < endLine && (state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent);
  while (isInside() && (isIndented(state, line) || !closing.test(lineOf(state, line)))) line += 1;
  const isClosed = isInside();
  const token = state.push("math_block", "math", 0);
  token.content = state.getLines(startLine + 1, line, state.sCount[startLine] ?? 0, false);
  state.line = line + (isClosed ? 1 : 0);
  return true;
}

/** `[^name]: ` and blocks that are indented by four blanks. */
function readFootnote(...[state, startLine, endLine, isSilent]: [StateBlock, number, number, boolean]): boolean {
  if (isIndented(state, startLine)) return false;
  const [opening, label] = /^\[\^([^\s\]]+)\]:[ \t]*/.exec(lineOf(state, startLine)) ?? [];
  if (opening === undefined || label === undefined) return false;
  if (isSilent) return true;
  const open = state.push("footnote_open", "", 1);
  open.meta = { label };
  const { bMarks, tShift, sCount } = state;
  const kept = { begin: bMarks[startLine] ?? 0, shift: tShift[startLine] ?? 0, count: sCount[startLine] ?? 0 };
  const outer = { indent: state.blkIndent, parent: state.parentType };
  bMarks[startLine] = kept.begin + kept.shift + opening.length;
  tShift[startLine] = 0;
  sCount[startLine] = kept.count + 4;
  state.blkIndent += 4;
  state.parentType = "footnote";
  state.md.block.tokenize(state, startLine, endLine);
  state.blkIndent = outer.indent;
  state.parentType = outer.parent;
  bMarks[startLine] = kept.begin;
  tShift[startLine] = kept.shift;
  sCount[startLine] = kept.count;
  state.push("footnote_close", "", -1);
  return true;
}

function isIndented({ sCount, blkIndent }: StateBlock, line: number): boolean {
  return (sCount[line] ?? 0) - blkIndent >= 4;
}

/** A formula in a line, between equal runs of `$`. */
function readMath(state: StateInline, isSilent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== dollar || src.charCodeAt(pos - 1) === dollar) return false;
  const opening = runOf(src, pos);
  for (let at = pos + opening; at < posMax; ) {
    const next = src.indexOf("$", at);
    if (next < 0 || next >= posMax) break;
    const run = runOf(src, next);
    if (run === opening) {
      if (!isSilent) state.push("math_inline", "math", 0).content = unpad(src.slice(pos + opening, next));
      state.pos = next + run;
      return true;
    }
    at = next + run;
  }
  if (!isSilent) state.pending += src.slice(pos, pos + opening);
  state.pos += opening;
  return true;
}

function runOf(src: string, start: number): number {
  let end = start;
  while (src.charCodeAt(end) === dollar) end += 1;
  return end - start;
}

function unpad(formula: string): string {
  const inner = formula.replaceAll("\n", " ");
  return inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "" ? inner.slice(1, -1) : inner;
}

/** One or two tildes strike what lies between them and as many others. */
function readTildes(state: StateInline, isSilent: boolean): boolean {
  if (isSilent || state.src.charCodeAt(state.pos) !== tilde) return false;
  const { can_open: open, can_close: close, length } = state.scanDelims(state.pos, true);
  state.push("text", "", 0).content = "~".repeat(length);
  // Of runs of different lengths none ends the other.
  const marker = markerOf(length);
  if (length <= 2) state.delimiters.push({ marker, length: 0, token: state.tokens.length - 1, end: -1, open, close });
  state.pos += length;
  return true;
}

function markerOf(length: number): number {
  return tilde + length * 0x1_00_00;
}

function pairTildes(state: StateInline): void {
  pairIn(state.tokens, state.delimiters);
  for (const meta of state.tokens_meta) if (meta?.delimiters) pairIn(state.tokens, meta.delimiters);
}

function pairIn(tokens: readonly Token[], delimiters: readonly Delimiter[]): void {
  const markers = [markerOf(1), markerOf(2)];
  for (const { marker, end, token } of delimiters) {
    const closing = tokens[delimiters[end]?.token ?? -1];
    const opening = tokens[token];
    if (!markers.includes(marker) || opening === undefined || closing === undefined) continue;
    Object.assign(opening, { type: "s_open", tag: "s", nesting: 1, content: "" });
    Object.assign(closing, { type: "s_close", tag: "s", nesting: -1, content: "" });
  }
}
