import type { JSONContent } from "@tiptap/core";
import { MarkdownManager } from "@tiptap/markdown";
import type { DocumentJson } from "./document-json.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { createMarkdownExtensions } from "./markdown-extensions.ts";
import { protectText, revealProtected } from "./protect-text.ts";

let manager: MarkdownManager | undefined;

function markdownManager(): MarkdownManager {
  manager ??= new MarkdownManager({ extensions: createMarkdownExtensions() });
  return manager;
}

/** The valid document that markdown describes; HTML in it stays text. */
export function documentFromMarkdown(markdown: string): DocumentJson {
  const parsed: DocumentJson = { type: "doc", content: [] };
  Object.assign(parsed, markdownManager().parse(markdown));
  return fitToSchema(joinSoftBreaks(parsed)).toJSON();
}

/** A document as markdown; content the schema does not know is given as its text. */
export function markdownFromDocument(document: DocumentJson): string {
  const fitted: JSONContent = fitToSchema(document).toJSON();
  const text = revealProtected(markdownManager().serialize(protectText(fitted))).trim();
  return text === "" ? "" : `${text}\n`;
}

/** A line break in markdown's source is a blank, except in code. */
function joinSoftBreaks(node: DocumentJson): DocumentJson {
  if (node.type === "codeBlock") return node;
  if (node.text !== undefined) return { ...node, text: node.text.replace(/ ?\n/g, " ") };
  return node.content ? { ...node, content: node.content.map(joinSoftBreaks) } : node;
}
