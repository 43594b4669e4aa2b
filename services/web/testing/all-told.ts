/** What an answer tells, in lower case, with what cursors and the like hold in base64. */
export function allTold(text: string): string {
  const inside = [...text.matchAll(/[A-Za-z0-9_-]{8,}/g)].map(([word]) => Buffer.from(word, "base64url").toString());
  return [text, ...inside].join("\n").toLowerCase();
}
