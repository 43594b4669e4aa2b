import type { Sought } from "#renderer/workspace/scroll/sought.ts";

/** A piece of a snippet; `start` is its place in the snippet. */
export interface FoundPart {
  readonly text: string;
  readonly isFound: boolean;
  readonly start: number;
}

/** The first found words of a snippet and what stands around them; undefined where none are marked. */
export function firstFound(snippet: string): Omit<Sought, "pageId"> | undefined {
  const parts = foundParts(snippet);
  const at = parts.findIndex(({ isFound }) => isFound);
  const hit = parts[at]?.text;
  if (hit === undefined) return undefined;
  const join = (some: readonly FoundPart[]) => some.map(({ text }) => text).join("");
  return { before: join(parts.slice(0, at)), hit, after: join(parts.slice(at + 1)).replace(/…$/, "") };
}

/** The snippet cut at the marks around found words: U+E000 opens, U+E001 closes. */
export function foundParts(snippet: string): readonly FoundPart[] {
  const parts: FoundPart[] = [];
  let start = 0;
  let isFound = false;
  for (const piece of snippet.split(/([\uE000\uE001])/)) {
    if (piece === "\uE000" || piece === "\uE001") isFound = piece === "\uE000";
    else if (piece !== "") parts.push({ text: piece, isFound, start });
    start += piece.length;
  }
  return parts;
}
