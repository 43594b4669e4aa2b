import type * as Y from "yjs";
import { asString } from "./chunk.ts";
import { attributeSign, cellSign, fieldSign } from "./fields.ts";

/** What is stored about one container. */
export interface ContainerRecord {
  /** The editor's node type, or `row` or `column`; undefined is an item of a list, or a cell. */
  readonly kind: string | undefined;
  readonly parent: string | undefined;
  /** Order key of a row or column in its table. */
  readonly at: string | undefined;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** One container around a block. */
export interface Container {
  readonly id: string;
  /** The editor's node type, `item` or `cell`. */
  readonly kind: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** Levels of containers that are shown; deeper ones lose their outermost. */
export const mostLevels = 200;

/** Nodes that can never be around blocks by their name: rows, cells and items are known by what they lie in. */
const notAround: ReadonlySet<string> = new Set([
  ...["doc", "text", "hardBreak", "mention", "paragraph", "heading", "codeBlock", "horizontalRule", "image"],
  ...["listItem", "taskItem", "tableRow", "tableCell", "tableHeader", "row", "column"],
]);

const none: readonly Container[] = [];

const listKinds: ReadonlySet<string> = new Set(["bulletList", "orderedList", "taskList"]);

export function isList(kind: string): boolean {
  return listKinds.has(kind);
}

/** Reads what the containers' map says, and again the parts of it that a change touched. */
export function createContainerRecords(map: Y.Map<unknown>) {
  const fields = new Map<string, Map<string, unknown>>();
  const read = new Map<string, ContainerRecord>();

  function readKey(key: string): void {
    const at = key.indexOf(fieldSign);
    if (at <= 0) return;
    const id = key.slice(0, at);
    const name = key.slice(at + 1);
    const known = fields.get(id) ?? new Map<string, unknown>();
    const value = map.get(key);
    if (value === undefined) known.delete(name);
    else known.set(name, value);
    read.delete(id);
    if (known.size === 0) fields.delete(id);
    else fields.set(id, known);
  }

  function find(id: string): ContainerRecord | undefined {
    const known = read.get(id);
    if (known !== undefined) return known;
    const stored = fields.get(id);
    if (stored === undefined) return undefined;
    const attrs: Record<string, unknown> = {};
    for (const [name, value] of stored) {
      if (name.startsWith(attributeSign)) attrs[name.slice(attributeSign.length)] = value;
    }
    const record: ContainerRecord = {
      kind: asString(stored.get("kind")),
      parent: asString(stored.get("in")),
      at: asString(stored.get("at")),
      attrs,
    };
    read.set(id, record);
    return record;
  }

  for (const key of map.keys()) readKey(key);
  return {
    find,
    readKey,
    ids: (): IterableIterator<string> => fields.keys(),
    /** Names of the fields stored for a container. */
    fieldsOf: (id: string): readonly string[] => [...(fields.get(id)?.keys() ?? [])],
  };
}

export type ContainerRecords = ReturnType<typeof createContainerRecords>;

/** The row and column that an id of a cell names. */
export function splitCell(id: string): { readonly row: string; readonly column: string } | undefined {
  const at = id.indexOf(cellSign);
  return at < 0 ? undefined : { row: id.slice(0, at), column: id.slice(at + 1) };
}

/**
 * Finds the containers around blocks, outermost first, in an order that the schema allows: parents that do not exist
 * end the chain, circles are cut, an item lies in a list and a list holds items.
 */
export function createChains(records: ContainerRecords) {
  const known = new Map<string, readonly Container[]>();

  function climb(id: string): Container[] {
    const chain: Container[] = [];
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at) && chain.length < mostLevels; ) {
      seen.add(at);
      const cell = splitCell(at);
      const record: ContainerRecord | undefined = records.find(at);
      if (cell !== undefined) {
        const table = records.find(cell.row)?.parent ?? records.find(cell.column)?.parent;
        if (table === undefined || records.find(table)?.kind !== "table") break;
        chain.push({ id: at, kind: "cell", attrs: record?.attrs ?? {} });
        at = table;
      } else {
        if (record === undefined) break;
        if (record.kind === undefined || !notAround.has(record.kind)) {
          chain.push({ id: at, kind: record.kind ?? "item", attrs: record.attrs });
        }
        at = record.parent;
      }
    }
    return chain.reverse();
  }

  function repair(chain: readonly Container[]): Container[] {
    const repaired: Container[] = [];
    for (const container of chain) {
      const around = repaired.at(-1)?.kind ?? "doc";
      if (container.kind === "item") {
        if (isList(around)) repaired.push(container);
        continue;
      }
      if (isList(around)) repaired.push({ id: impliedItem(container.id), kind: "item", attrs: {} });
      if (container.kind !== "cell" || around === "table") repaired.push(container);
      // A table shows its cells; one reached by no cell shows nothing around the block.
    }
    return repaired.filter(({ kind }, index) => kind !== "table" || repaired[index + 1]?.kind === "cell");
  }

  /** The chain of what lies directly in a container; `leaf` names the block, for the item it is by itself in a list. */
  return (parent: string | undefined, leaf: () => string): readonly Container[] => {
    if (parent === undefined) return none;
    const chain = known.get(parent) ?? repair(climb(parent));
    known.set(parent, chain);
    const around = chain.at(-1)?.kind;
    return around !== undefined && isList(around)
      ? [...chain, { id: impliedItem(leaf()), kind: "item", attrs: {} }]
      : chain;
  };
}

function impliedItem(of: string): string {
  return `~${of}`;
}

/** Whether what a block lies in, as it is stored, is a cell. */
export function isInCell(parent: unknown): boolean {
  return typeof parent === "string" && splitCell(parent) !== undefined;
}
