import type * as Y from "yjs";
import type { DocumentJson, DocumentMark } from "#services/documents/schema/document-json.ts";
import { buildTree, type NodeMaker } from "./build-tree.ts";
import type { MarkSet, Piece } from "./chunk.ts";
import { openFlow } from "./open-flow.ts";
import { listBlocks, type ShownBlock } from "./shown-blocks.ts";

/** The editor JSON of a document: reads only, needs no schema and keeps what the schema does not know. */
export function jsonFromFlow(doc: Y.Doc): DocumentJson {
  const flow = openFlow(doc);
  return { type: "doc", content: [...buildTree(listBlocks(flow), flow.records, jsonMaker).nodes] };
}

const jsonMaker: NodeMaker<DocumentJson> = {
  block(block) {
    const content = contentOf(block);
    return { type: block.kind, ...attrsOf(block.attrs), ...(content.length > 0 ? { content } : {}) };
  },
  container: ({ kind, attrs }, children) => ({ type: kind, ...attrsOf(attrs), content: [...children] }),
};

function attrsOf(attrs: Readonly<Record<string, unknown>>): { attrs?: Record<string, unknown> } {
  return Object.keys(attrs).length > 0 ? { attrs: { ...attrs } } : {};
}

function contentOf({ content, kind }: ShownBlock): DocumentJson[] {
  return content.flatMap(({ pieces }) => pieces.map((piece) => (kind === "codeBlock" ? codeOf(piece) : nodeOf(piece))));
}

function nodeOf(piece: Piece): DocumentJson {
  const marks = marksOf(piece.marks);
  const marked = marks.length > 0 ? { marks } : {};
  if ("text" in piece) return { type: "text", text: piece.text, ...marked };
  return { type: piece.atom.type, ...attrsOf(piece.atom.attrs ?? {}), ...marked };
}

/** Code is bare text: a line break is a character of it. */
function codeOf(piece: Piece): DocumentJson {
  if ("text" in piece) return { type: "text", text: piece.text };
  return piece.atom.type === "hardBreak" ? { type: "text", text: "\n" } : { type: piece.atom.type };
}

function marksOf(marks: MarkSet): DocumentMark[] {
  return Object.entries(marks).map(([type, value]) =>
    typeof value === "object" && value !== null ? { type, attrs: { ...value } } : { type },
  );
}
