import { Fragment, type Node } from "@tiptap/pm/model";
import type { Emphasis, RootContent, Strong, Text } from "mdast";
import type { DocumentJson } from "./document-json.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { chooseEscapes, everyEscape } from "./markdown/choose-escapes.ts";
import { documentFromTree } from "./markdown/document-from-tree.ts";
import { parseMarkdown } from "./markdown/parse-markdown.ts";
import { treeFromBlock } from "./markdown/tree-from-document.ts";
import { reference, textsOf, type Writing, writeTree } from "./markdown/write-markdown.ts";
import { type MentionNames, nameOfMention } from "./mention-names.ts";
import { readMention } from "./page-address.ts";

/** The valid document that markdown describes. What the editor has no block or mark for is kept as it was written. */
export function documentFromMarkdown(markdown: string): DocumentJson {
  return read(markdown).toJSON();
}

/**
 * A document as markdown that is read as the same document, as far as markdown can say it, and with no backslash more
 * than that takes. Content the schema does not know is given as its text.
 */
export function markdownFromDocument(document: DocumentJson, names: MentionNames = new Map()): string {
  const fitted = fitToSchema(document);
  if (isNothing(fitted)) return "";
  const json: DocumentJson = fitted.toJSON();
  const children = (json.content ?? []).map((block, index) => treeFromBlock(block, index === 0));
  for (const child of children) writeNames(child, names);
  const root = { type: "root" as const, children };
  const plain = writeTree(root, { escapes: new Map(), hasBareLinks: true, starred: new Set() });
  if (!reference.test(plain) && read(plain).eq(fitted)) return plain;
  return writeCarefully(children, fitted);
}

/** Gives mentions their words; reading passes over them. */
function writeNames(node: RootContent, names: MentionNames): void {
  if (node.type === "link" && node.children.length === 0 && readMention(node.url) !== undefined) {
    node.children = [{ type: "text", value: nameOfMention(node.url, names).replace(/\s+/g, " ").trim() }];
  }
  if ("children" in node) for (const child of node.children) writeNames(child, names);
}

/** For how long it is tried where backslashes can be left out, in milliseconds; what is left then gets all it may need. */
const careMs = 2_000;

/** Writes with backslashes in those blocks that need them; where one block changes another, in all. */
function writeCarefully(children: RootContent[], fitted: Node): string {
  const escapes = new Map<Text, ReadonlySet<number>>();
  const starred = new Set<Emphasis | Strong>();
  const until = Date.now() + careMs;
  let hasBareLinks = true;
  children.forEach((child, index) => {
    if (Date.now() > until) return;
    const alone = writeTree({ type: "root", children: [child] }, { escapes, hasBareLinks: true, starred });
    if (!reference.test(alone) && read(alone).content.eq(Fragment.from(fitted.child(index)))) return;
    const chosen = chooseEscapes(child, { read, until });
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
  return read(written).eq(read(all)) ? written : all;
}

function read(markdown: string): Node {
  return fitToSchema(documentFromTree(parseMarkdown(markdown)));
}

function isNothing({ childCount, firstChild }: Node): boolean {
  if (firstChild === null) return true;
  return childCount === 1 && firstChild.type.name === "paragraph" && firstChild.childCount === 0;
}
