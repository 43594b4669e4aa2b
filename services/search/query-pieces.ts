/** What a person typed between two spaces or two quotation marks, with what they want of it. */
export interface QueryPiece {
  readonly text: string;
  /** Its words must stand side by side, in this order. */
  readonly isPhrase: boolean;
  /** It must stand in the title. */
  readonly isInTitle: boolean;
  /** It must not occur. */
  readonly isExcluded: boolean;
}

const piece =
  /(?<=^|\s)(?<excluded>-(?=["“„\p{L}\p{N}]))?(?<title>title:(?=\S))?(?:["“„](?<phrase>[^"“”„]+)["”“]|(?<text>\S+))/giu;

/**
 * Reads the operators of a query: `"two words"` side by side, `-word` excluded, `title:word` in the title. What excludes
 * and asks for nothing is read as it stands.
 */
export function splitQuery(query: string): readonly QueryPiece[] {
  const pieces = [...query.matchAll(piece)].map(({ groups }) => ({
    text: groups?.["phrase"] ?? groups?.["text"] ?? "",
    isPhrase: groups?.["phrase"] !== undefined,
    isInTitle: groups?.["title"] !== undefined,
    isExcluded: groups?.["excluded"] !== undefined,
  }));
  if (pieces.some(({ isExcluded }) => !isExcluded)) return pieces;
  return [{ text: query, isPhrase: false, isInTitle: false, isExcluded: false }];
}
