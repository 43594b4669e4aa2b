/** A piece of a snippet; `start` is its place in the snippet. */
export interface FoundPart {
  readonly text: string;
  readonly isFound: boolean;
  readonly start: number;
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
