import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import type { DocumentJson, DocumentMark } from "./document-json.ts";

/** y-tiptap appends a hash to the names of marks that may overlap themselves. */
const hashedMark = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

/** The editor JSON of a document that is a tree of Yjs elements, as those before `flowVersion` were. */
export function jsonFromTree(doc: Y.Doc): DocumentJson {
  const content = childrenOf(doc.getXmlFragment(treeField));
  return { type: "doc", ...(content.length > 0 ? { content } : {}) };
}

function jsonFromElement(element: Y.XmlElement): DocumentJson {
  const attrs: Record<string, unknown> = element.getAttributes();
  const content = childrenOf(element);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function childrenOf(parent: Y.XmlFragment): DocumentJson[] {
  return parent.toArray().flatMap((child): DocumentJson[] => {
    if (child instanceof Y.XmlElement) return [jsonFromElement(child)];
    if (child instanceof Y.XmlText) return textsOf(child);
    return [];
  });
}

function textsOf(text: Y.XmlText): DocumentJson[] {
  const delta: readonly { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes }): DocumentJson[] => {
    if (typeof insert !== "string" || insert === "") return [];
    const marks = Object.entries(attributes ?? {}).map(([name, value]) => markOf(name, value));
    return [{ type: "text", text: insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

function markOf(name: string, value: unknown): DocumentMark {
  const type = hashedMark.exec(name)?.[1] ?? name;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return { type };
  return { type, attrs: { ...value } };
}
