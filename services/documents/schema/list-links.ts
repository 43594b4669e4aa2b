import type { DocumentJson } from "./document-json.ts";
import { pageOfAddress } from "./page-address.ts";
import { plainText } from "./plain-text.ts";

/** The way links of documents are found. Raised with every change to it; those found in an older way are found again. */
export const linksVersion = 1;

/** A page that a document leads to, once for all its links there. */
export interface PageLink {
  readonly pageId: string;
  /** Words of the block in which the first link to it stands. */
  readonly excerpt: string;
}

const excerptCharacters = 240;

/** The pages that the links and pictures of a document lead to; needs no editor. */
export function listLinks(document: DocumentJson): PageLink[] {
  const found = new Map<string, PageLink>();
  const add = (pageId: string | undefined, block: DocumentJson) => {
    if (pageId !== undefined && !found.has(pageId)) found.set(pageId, { pageId, excerpt: excerptOf(block, pageId) });
  };
  const visit = (node: DocumentJson, block: DocumentJson) => {
    add(pageOfAddress(node.attrs?.["href"]), block);
    for (const mark of node.marks ?? []) add(pageOfAddress(mark.attrs?.["href"]), block);
    for (const child of node.content ?? []) visit(child, child.type === "text" ? block : child);
  };
  visit(document, document);
  return [...found.values()];
}

/** From a little before the link on, so that it can be seen among its words. */
function excerptOf(block: DocumentJson, pageId: string): string {
  const parts = block.content ?? [];
  const at = parts.findIndex(({ marks }) => marks?.some(({ attrs }) => pageOfAddress(attrs?.["href"]) === pageId));
  const before = plainText({ ...block, content: parts.slice(0, Math.max(at, 0)) });
  const words = [...plainText(block).replaceAll("\u0000", "").toWellFormed()];
  const start = Math.max(0, [...before].length - excerptCharacters / 2);
  const cut = words.slice(start, start + excerptCharacters).join("");
  return `${start > 0 ? "…" : ""}${cut}${start + excerptCharacters < words.length ? "…" : ""}`
    .replace(/\s+/g, " ")
    .trim();
}
