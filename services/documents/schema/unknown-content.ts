import type { DocumentJson, DocumentMark } from "./document-json.ts";
import { editorSchema } from "./editor-schema.ts";

/** The first thing in a document that this editor's schema does not know, such as `node callout`; undefined when it knows all. An editor that binds such a document would delete it for everyone. */
export function findUnknownContent(document: DocumentJson): string | undefined {
  return findInNode(document);
}

function findInNode(node: DocumentJson): string | undefined {
  const type = editorSchema().nodes[node.type];
  if (!type) return `node ${node.type}`;
  const attribute = findUnknownName(node.attrs, type.spec.attrs);
  if (attribute !== undefined) return `attribute ${attribute} of ${node.type}`;
  for (const mark of node.marks ?? []) {
    const found = findInMark(mark);
    if (found !== undefined) return found;
  }
  for (const child of node.content ?? []) {
    const found = findInNode(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInMark(mark: DocumentMark): string | undefined {
  const type = editorSchema().marks[mark.type];
  if (!type) return `mark ${mark.type}`;
  const attribute = findUnknownName(mark.attrs, type.spec.attrs);
  return attribute === undefined ? undefined : `attribute ${attribute} of ${mark.type}`;
}

function findUnknownName(given: Record<string, unknown> | undefined, known: object | undefined): string | undefined {
  return Object.keys(given ?? {}).find((name) => given?.[name] !== null && !Object.hasOwn(known ?? {}, name));
}
