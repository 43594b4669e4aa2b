import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import type { DocumentJson } from "./document-json.ts";
import { editorSchema } from "./editor-schema.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { alignDocuments } from "./flow/align-documents.ts";
import { bindFlow } from "./flow/bind-flow.ts";
import { documentFromMarkdown, markdownFromDocument } from "./markdown.ts";

/** Makes a Yjs document hold this content by the smallest change; words that stay are not touched. */
export function writeJsonToYjs(doc: Y.Doc, document: DocumentJson): void {
  replaceContent(doc, (current) => ({ normal: current, target: fitToSchema(document) }));
}

/** Makes a Yjs document hold what markdown says, by the smallest change; false when it already does. What markdown cannot express stays in blocks whose markdown is unchanged. */
export function applyMarkdownAsMinimalDiff(doc: Y.Doc, markdown: string): boolean {
  const before = Y.snapshot(doc);
  replaceContent(doc, (current) => {
    const currentMarkdown = markdownFromDocument(current.toJSON());
    if (currentMarkdown === markdown) return undefined;
    return {
      normal: fitToSchema(documentFromMarkdown(currentMarkdown)),
      target: fitToSchema(documentFromMarkdown(markdown)),
    };
  });
  return !Y.equalSnapshots(before, Y.snapshot(doc));
}

interface Replacement {
  /** The current content as it looks after a round trip through the source format. */
  readonly normal: Node;
  readonly target: Node;
}

function replaceContent(doc: Y.Doc, plan: (current: Node) => Replacement | undefined): void {
  const binding = bindFlow({ doc, schema: editorSchema(), origin: replaceContent });
  const { doc: current } = binding.shown();
  const replacement = plan(current);
  if (replacement !== undefined) {
    const { after, kept } = alignDocuments({ current, ...replacement });
    binding.write(after, kept);
    // What others left there can make the same blocks say something else: then they are written anew.
    if (!binding.shown().doc.eq(after)) binding.write(after, []);
  }
  binding.destroy();
}
