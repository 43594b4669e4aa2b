import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import type { DocumentJson, DocumentMark } from "./document-json.ts";

/** y-tiptap appends a hash to the names of marks that may overlap themselves. */
const hashedMark = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

/** Levels of elements that are read as such; what lies deeper is read without what it lies in. */
const mostLevels = 400;

/** The editor JSON of a document that is a tree of Yjs elements, as those before `flowVersion` were. */
export function jsonFromTree(doc: Y.Doc): DocumentJson {
  const content = childrenOf(doc.getXmlFragment(treeField), 0);
  return { type: "doc", ...(content.length > 0 ? { content } : {}) };
}

function jsonFromElement(element: Y.XmlElement, content: readonly DocumentJson[]): DocumentJson {
  const attrs: Record<string, unknown> = element.getAttributes();
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content: [...content] } : {}),
  };
}

function childrenOf(parent: Y.XmlFragment, level: number): DocumentJson[] {
  return parent.toArray().flatMap((child): DocumentJson[] => {
    if (child instanceof Y.XmlText) return textsOf(child);
    if (!(child instanceof Y.XmlElement)) return [];
    return level < mostLevels ? [jsonFromElement(child, childrenOf(child, level + 1))] : flatten(child);
  });
}

/** The elements within one that hold nothing but words, in order; without recursion, as nothing bounds how deep it goes. */
function flatten(element: Y.XmlElement): DocumentJson[] {
  const found: DocumentJson[] = [];
  const left: Y.XmlElement[] = [element];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const children = next.toArray();
    const inner = children.filter((child) => child instanceof Y.XmlElement);
    const texts = children.flatMap((child) => (child instanceof Y.XmlText ? textsOf(child) : []));
    if (inner.length === 0 || texts.length > 0) found.push(jsonFromElement(next, texts));
    for (const one of inner.toReversed()) left.push(one);
  }
  return found;
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
