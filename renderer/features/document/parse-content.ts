import type { DocumentJson, DocumentMark } from "#services/documents/schema/document-json.ts";

/** Deeper nesting than any person makes; what lies below is left out, so that a hostile document cannot exhaust the stack. */
const maxDepth = 200;

/** The document in editor JSON as `documents.read` gives it, read without a schema; undefined where it is none. */
export function parseContent(json: string): DocumentJson | undefined {
  try {
    return toNode(JSON.parse(json), 0);
  } catch {
    return undefined;
  }
}

function toNode(value: unknown, depth: number): DocumentJson | undefined {
  if (!isRecord(value) || typeof value["type"] !== "string" || depth > maxDepth) {
    return undefined;
  }
  const { type, attrs, text } = value;
  return {
    type,
    attrs: isRecord(attrs) ? attrs : undefined,
    content: listOf(value["content"], (child) => toNode(child, depth + 1)),
    marks: listOf(value["marks"], toMark),
    text: typeof text === "string" ? text : undefined,
  };
}

function toMark(value: unknown): DocumentMark | undefined {
  if (!isRecord(value) || typeof value["type"] !== "string") {
    return undefined;
  }
  return { type: value["type"], attrs: isRecord(value["attrs"]) ? value["attrs"] : undefined };
}

function listOf<Item>(value: unknown, read: (item: unknown) => Item | undefined): Item[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== undefined) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
