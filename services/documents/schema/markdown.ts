import type { Emphasis, RootContent, Strong, Text } from "mdast";
import type { DocumentJson } from "./document-json.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { chooseEscapes, everyEscape } from "./markdown/choose-escapes.ts";
import { documentFromTree } from "./markdown/document-from-tree.ts";
import { parseMarkdown } from "./markdown/parse-markdown.ts";
import { treeFromBlock } from "./markdown/tree-from-document.ts";
import { reference, textsOf, type Writing, writeTree } from "./markdown/write-markdown.ts";

/** The valid document that markdown describes. What the editor has no block or mark for is kept as it was written. */
export function documentFromMarkdown(markdown: string): DocumentJson {
  return fitToSchema(documentFromTree(parseMarkdown(markdown))).toJSON();
}

/**
 * A document as markdown that is read as the same document, as far as markdown can say it, and with no backslash more
 * than that takes. Content the schema does not know is given as its text.
 */
export function markdownFromDocument(document: DocumentJson): string {
  const fitted: DocumentJson = fitToSchema(document).toJSON();
  const blocks = fitted.content ?? [];
  if (isNothing(blocks)) return "";
  const children = blocks.map((block, index) => treeFromBlock(block, index === 0));
  const root = { type: "root" as const, children };
  const plain = writeTree(root, { escapes: new Map(), hasBareLinks: true, starred: new Set() });
  if (!reference.test(plain) && contentKey(plain) === keyOf(blocks)) return plain;
  return writeCarefully(children, blocks);
}

/** For how long it is tried where backslashes can be left out, in milliseconds; what is left then gets all it may need. */
const careMs = 2_000;

/** Writes with backslashes in those blocks that need them; where one block changes another, in all. */
function writeCarefully(children: RootContent[], blocks: readonly DocumentJson[]): string {
  const escapes = new Map<Text, ReadonlySet<number>>();
  const starred = new Set<Emphasis | Strong>();
  const until = Date.now() + careMs;
  let hasBareLinks = true;
  children.forEach((child, index) => {
    if (Date.now() > until) return;
    const alone = writeTree({ type: "root", children: [child] }, { escapes, hasBareLinks: true, starred });
    if (!reference.test(alone) && contentKey(alone) === keyOf(blocks.slice(index, index + 1))) return;
    const chosen = chooseEscapes(child, { read: contentKey, until });
    for (const [text, places] of chosen.escapes) escapes.set(text, places);
    for (const mark of chosen.starred) starred.add(mark);
    hasBareLinks &&= chosen.hasBareLinks;
  });
  const root = { type: "root" as const, children };
  const safest: Writing = { escapes: everyEscape(textsOf(root)), hasBareLinks: false, starred: new Set() };
  const [, second] = children;
  // One block alone was read when its backslashes were chosen.
  if (second === undefined && escapes.size > 0) return writeTree(root, { escapes, hasBareLinks, starred });
  if (Date.now() > until) return writeTree(root, safest);
  const all = writeTree(root, safest);
  const written = writeTree(root, { escapes, hasBareLinks, starred });
  return contentKey(written) === contentKey(all) ? written : all;
}

function contentKey(markdown: string): string {
  return keyOf(documentFromMarkdown(markdown).content ?? []);
}

function keyOf(blocks: readonly DocumentJson[]): string {
  return JSON.stringify(blocks);
}

function isNothing(blocks: readonly DocumentJson[]): boolean {
  const [only, ...others] = blocks;
  return (
    others.length === 0 && (only === undefined || (only.type === "paragraph" && (only.content ?? []).length === 0))
  );
}
