import type { DocumentJson } from "./document-json.ts";
import { type Mentioned, mentionAddressOf, readMention } from "./page-address.ts";

/** Names of what a document mentions, by address, as far as a reader may know them. */
export type MentionNames = ReadonlyMap<string, string>;

/** What stands for a mention: of one that is gone and of one the reader may not know it is the same. */
export function nameOfMention(address: string, names: MentionNames): string {
  const mentioned = readMention(address);
  if (mentioned === undefined) return address;
  const name = names.get(mentionAddressOf(mentioned));
  if (mentioned.kind === "page") return name === undefined ? "Unknown page" : name || "Untitled";
  return `@${name ?? "Unknown person"}`;
}

/** Whom and what a document mentions, each once. */
export function listMentions(document: DocumentJson): Mentioned[] {
  const found = new Map<string, Mentioned>();
  const visit = (node: DocumentJson) => {
    const mentioned = node.type === "mention" ? readMention(node.attrs?.["href"]) : undefined;
    if (mentioned !== undefined) found.set(mentionAddressOf(mentioned), mentioned);
    for (const child of node.content ?? []) visit(child);
  };
  visit(document);
  return [...found.values()];
}

/** A document with words in place of its mentions, which lead where they led. */
export function nameMentions(document: DocumentJson, names: MentionNames): DocumentJson {
  if (document.type === "mention") {
    const address = String(document.attrs?.["href"]);
    const link = { type: "link", attrs: { href: address } };
    return { type: "text", text: nameOfMention(address, names), marks: [...(document.marks ?? []), link] };
  }
  if (document.content === undefined) return document;
  return { ...document, content: document.content.map((child) => nameMentions(child, names)) };
}
