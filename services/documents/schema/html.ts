import { renderToHTMLString } from "@tiptap/static-renderer/pm/html-string";
import type { DocumentJson } from "./document-json.ts";
import { createEditorExtensions } from "./extensions.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { type MentionNames, nameMentions } from "./mention-names.ts";

/** A document as HTML of known elements only: text is escaped, unsafe links are text. */
export function htmlFromDocument(document: DocumentJson, names: MentionNames = new Map()): string {
  const content = fitToSchema(nameMentions(document, names)).toJSON();
  return renderToHTMLString({ extensions: createEditorExtensions(), content });
}
