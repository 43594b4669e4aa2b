import type { Mark, Node } from "@tiptap/pm/model";
import type * as Y from "yjs";
import { type Atom, type MarkSet, noMarks, sameValue } from "./chunk.ts";
import { attributeSign } from "./fields.ts";

/** Attributes that are stored although they have their default: readers without the schema ask for them. */
const alwaysStored: ReadonlySet<string> = new Set(["level"]);

/** The attributes of a node that differ from what it has by itself. */
export function storedAttributes(node: Node): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<unknown>(node.attrs)) {
    if (value === null || value === undefined) continue;
    const standard: unknown = node.type.spec.attrs?.[name]?.default;
    if (alwaysStored.has(name) || !sameValue(value, standard)) stored[name] = value;
  }
  return stored;
}

/** Fields of a block's marker, or of a container, as they are stored: kind, what it lies in, attributes. */
export function storedFields(
  kind: string | undefined,
  parent: string | undefined,
  attrs: Readonly<Record<string, unknown>>,
): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  if (kind !== undefined) fields.set("kind", kind);
  if (parent !== undefined) fields.set("in", parent);
  for (const [name, value] of Object.entries(attrs)) fields.set(`${attributeSign}${name}`, value);
  return fields;
}

/** The fields of a text block; a paragraph has no kind. */
export function blockFields(node: Node, parent: string | undefined): Map<string, unknown> {
  const kind = node.type.name === "paragraph" ? undefined : node.type.name;
  return storedFields(kind, parent, storedAttributes(node));
}

/** Calls back for each field that is not as it was: with its new value, or undefined where it is gone. */
export function differences(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  differs: (name: string, value: unknown) => void,
): void {
  for (const [name, value] of after) if (!sameValue(before.get(name), value)) differs(name, value);
  for (const name of before.keys()) if (!after.has(name)) differs(name, undefined);
}

/** The marks of an inline node as they are stored. */
export function storedMarks(marks: readonly Mark[]): MarkSet {
  if (marks.length === 0) return noMarks;
  return Object.fromEntries(marks.map((mark) => [mark.type.name, markValue(mark)]));
}

/** An inline node that is no text, as it is stored. */
export function storedAtom(node: Node): Atom {
  const attrs = storedAttributes(node);
  return Object.keys(attrs).length > 0 ? { type: node.type.name, attrs } : { type: node.type.name };
}

function markValue(mark: Mark): unknown {
  const given = Object.entries<unknown>(mark.attrs).filter(([, value]) => value !== null && value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : true;
}

/** Writes into a marker what differs between two forms of its block. */
export function patchMarker(
  marker: Y.Map<unknown> | undefined,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): void {
  differences(before, after, (name, value) => {
    if (value === undefined) marker?.delete(name);
    else marker?.set(name, value);
  });
}
