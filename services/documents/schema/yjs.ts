import { updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { documentField } from "#services/contracts/socket-names.ts";
import { alignBlocks } from "./align-blocks.ts";
import type { DocumentJson } from "./document-json.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { documentFromMarkdown, markdownFromDocument } from "./markdown.ts";

/** Makes a Yjs document hold this content by the smallest change; equal blocks are not touched. */
export function writeJsonToYjs(doc: Y.Doc, document: DocumentJson): void {
  const current = jsonFromYjs(doc);
  replaceContent(doc, { current, normal: current, target: document });
}

/** Makes a Yjs document hold what markdown says, by the smallest change; false when it already does. What markdown cannot express stays in blocks whose markdown is unchanged. */
export function applyMarkdownAsMinimalDiff(doc: Y.Doc, markdown: string): boolean {
  const current = jsonFromYjs(doc);
  const currentMarkdown = markdownFromDocument(current);
  if (currentMarkdown === markdown) return false;
  const before = Y.snapshot(doc);
  replaceContent(doc, {
    current,
    normal: documentFromMarkdown(currentMarkdown),
    target: documentFromMarkdown(markdown),
  });
  return !Y.equalSnapshots(before, Y.snapshot(doc));
}

interface Replacement {
  readonly current: DocumentJson;
  /** The current content as it looks after a round trip through the source format. */
  readonly normal: DocumentJson;
  readonly target: DocumentJson;
}

function replaceContent(doc: Y.Doc, replacement: Replacement): void {
  const fragment = doc.getXmlFragment(documentField);
  const aligned = alignBlocks(fragment, {
    current: fitToSchema(replacement.current),
    normal: fitToSchema(replacement.normal),
    target: fitToSchema(replacement.target),
  });
  doc.transact(() => updateYFragment(doc, fragment, aligned.node, { mapping: aligned.mapping, isOMark: new Map() }));
}
