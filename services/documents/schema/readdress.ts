import type * as Y from "yjs";
import type { DocumentJson, DocumentMark } from "./document-json.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { writeJsonToYjs } from "./yjs.ts";

type Attributes = Readonly<Record<string, unknown>>;

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Makes the pictures and links of a document that name one of these pages (by its id in lower case) name the other; false when none does. */
export function readdressDocument(doc: Y.Doc, otherIds: ReadonlyMap<string, string>): boolean {
  let isChanged = false;

  /** Own addresses begin with a slash, or with the origin a person copied along. */
  function readdress(attrs: Attributes): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(attrs).map(([name, value]) => {
        if ((name !== "src" && name !== "href") || typeof value !== "string") return [name, value];
        const other = value.replace(id, (found) => otherIds.get(found.toLowerCase()) ?? found);
        isChanged ||= other !== value;
        return [name, other];
      }),
    );
  }
  function readdressMark(mark: DocumentMark): DocumentMark {
    return mark.attrs === undefined ? mark : { ...mark, attrs: readdress(mark.attrs) };
  }
  function readdressNode(node: DocumentJson): DocumentJson {
    return {
      ...node,
      ...(node.attrs === undefined ? {} : { attrs: readdress(node.attrs) }),
      ...(node.marks === undefined ? {} : { marks: node.marks.map(readdressMark) }),
      ...(node.content === undefined ? {} : { content: node.content.map(readdressNode) }),
    };
  }
  const readdressed = readdressNode(jsonFromYjs(doc));
  if (isChanged) writeJsonToYjs(doc, readdressed);
  return isChanged;
}
