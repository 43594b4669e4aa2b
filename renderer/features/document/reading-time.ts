import type { DocumentJson } from "#services/documents/schema/document-json.ts";

const wordsPerMinute = 230;
/** Scripts written without spaces are counted by character. */
const charactersPerMinute = 500;
const unspacedScripts = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Minutes a person needs to read the content, at least one; 0 for an empty document. */
export function readingMinutes(content: DocumentJson): number {
  const text = textOf(content);
  const unspaced = text.match(unspacedScripts)?.length ?? 0;
  const words = text.replace(unspacedScripts, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.ceil(words / wordsPerMinute + unspaced / charactersPerMinute);
}

function textOf(node: DocumentJson): string {
  const children = (node.content ?? []).map(textOf);
  return (node.text ?? "") + children.join(node.type === "paragraph" ? "" : " ");
}
