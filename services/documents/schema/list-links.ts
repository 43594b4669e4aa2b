import type { DocumentJson } from "./document-json.ts";
import { type Mentioned, pageOfAddress, readMention } from "./page-address.ts";
import { plainText } from "./plain-text.ts";

/** The way links of documents are found. Raised with every change to it; those found in an older way are found again. */
export const linksVersion = 2;

/** Stands in an excerpt for a mention of the target, whose readers know its name, as every reader of a backlink does. */
export const targetSign = "\u{fffc}";

/** A page that a document leads to, or a person it mentions, once for all its links there. */
export interface DocumentLink {
  readonly kind: "page" | "person";
  readonly targetId: string;
  /** Words of the block in which the first link stands; mentions, which hold no names, are `targetSign` or an ellipsis. */
  readonly excerpt: string;
}

const excerptCharacters = 240;

/** What the links, mentions and pictures of a document lead to; needs no editor. */
export function listLinks(document: DocumentJson): DocumentLink[] {
  const found = new Map<string, DocumentLink>();
  const add = (address: unknown, block: DocumentJson) => {
    const target = targetOf(address);
    if (target === undefined || found.has(target.id)) return;
    found.set(target.id, { kind: target.kind, targetId: target.id, excerpt: excerptOf(block, target.id) });
  };
  const visit = (node: DocumentJson, block: DocumentJson) => {
    add(node.attrs?.["href"], block);
    for (const mark of node.marks ?? []) add(mark.attrs?.["href"], block);
    for (const child of node.content ?? [])
      visit(child, child.type === "text" || child.type === "mention" ? block : child);
  };
  visit(document, document);
  return [...found.values()];
}

function targetOf(address: unknown): Mentioned | undefined {
  const pageId = pageOfAddress(address);
  return pageId === undefined ? readMention(address) : { kind: "page", id: pageId };
}

/** From a little before the link on, so that it can be seen among its words. */
function excerptOf(block: DocumentJson, targetId: string): string {
  const parts = (block.content ?? []).map((part) => withoutName(part, targetId));
  const at = parts.findIndex((part) =>
    [part, ...(part.marks ?? [])].some(({ attrs }) => targetOf(attrs?.["href"])?.id === targetId),
  );
  const before = plainText({ ...block, content: parts.slice(0, Math.max(at, 0)) });
  const words = [
    ...plainText({ ...block, content: parts })
      .replaceAll("\u0000", "")
      .toWellFormed(),
  ];
  const start = Math.max(0, [...before].length - excerptCharacters / 2);
  const cut = words.slice(start, start + excerptCharacters).join("");
  return `${start > 0 ? "…" : ""}${cut}${start + excerptCharacters < words.length ? "…" : ""}`
    .replace(/\s+/g, " ")
    .trim();
}

function withoutName(part: DocumentJson, targetId: string): DocumentJson {
  if (part.text !== undefined) return { ...part, text: part.text.replaceAll(targetSign, "") };
  if (part.type !== "mention") return part;
  return { ...part, type: "text", text: targetOf(part.attrs?.["href"])?.id === targetId ? targetSign : "…" };
}
