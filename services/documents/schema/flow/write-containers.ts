import type { Node } from "@tiptap/pm/model";
import { generateKeyBetween } from "fractional-indexing";
import { splitCell } from "./containers.ts";
import { fieldSign } from "./fields.ts";
import type { ContainerNames, NamedContainer, TableLines } from "./name-containers.ts";
import type { Flow } from "./open-flow.ts";
import { differences, storedAttributes, storedFields } from "./stored-form.ts";

/** What is not stored of a cell as an attribute of a node with defaults. */
const noFields: ReadonlyMap<string, unknown> = new Map();

/** Writes what changed about the containers of a region; those that hold nothing any more go, unless they are still used elsewhere. */
export function writeContainers(flow: Flow, names: ContainerNames, isUsedElsewhere: (id: string) => boolean): void {
  const used = new Set<string>();
  for (const container of names.byPos.values()) {
    used.add(container.id);
    writeContainer(flow, container);
  }
  for (const lines of names.tables) {
    writeLines(flow, lines, "rows");
    writeLines(flow, lines, "columns");
    for (const id of lines.columns) used.add(id);
    removeColumns(flow, lines);
  }
  const gone = new Set(names.old.map(({ id }) => id).filter((id) => !used.has(id) && !isUsedElsewhere(id)));
  for (const id of gone) removeContainer(flow, id);
  const tables = new Set(names.old.flatMap(({ id, node }) => (node.type.name === "table" && gone.has(id) ? [id] : [])));
  if (tables.size > 0) removeLines(flow, ({ parent }) => parent !== undefined && tables.has(parent));
}

/** Makes sure that an item which a block was by itself is stored, so that others may lie in it. */
export function storeImplied(flow: Flow, { id, parent }: Pick<NamedContainer, "id" | "parent">): void {
  if (flow.records.find(id) === undefined && parent !== undefined) flow.containers.set(`${id}${fieldSign}in`, parent);
}

function writeContainer(flow: Flow, { id, node, parent, old }: NamedContainer): void {
  const now = fieldsOf(node, parent);
  const before = old === undefined ? storedOf(flow, id) : fieldsOf(old.node, old.parent);
  differences(before, now, (name, value) => write(flow, `${id}${fieldSign}${name}`, value));
}

/** The stored fields of a container but for its place among others, which is written by itself. */
function storedOf(flow: Flow, id: string): ReadonlyMap<string, unknown> {
  const record = flow.records.find(id);
  return record === undefined ? noFields : storedFields(record.kind, record.parent, record.attrs);
}

function fieldsOf(node: Node, parent: string | undefined): Map<string, unknown> {
  const { name } = node.type;
  const attrs = storedAttributes(node);
  if (name === "listItem" || name === "taskItem") return storedFields(undefined, parent, attrs);
  if (name === "tableRow") return storedFields("row", parent, attrs);
  if (name === "tableCell") return storedFields(undefined, undefined, attrs);
  if (name === "tableHeader") return storedFields(name, undefined, attrs);
  return storedFields(name, parent, attrs);
}

function write(flow: Flow, key: string, value: unknown): void {
  if (value === undefined) flow.containers.delete(key);
  else flow.containers.set(key, value);
}

/** Gives the lines of a table keys that bring them in this order; those that are in order keep theirs. */
function writeLines(flow: Flow, lines: TableLines, side: "rows" | "columns"): void {
  const ids = lines[side];
  const keys = ids.map((id) => {
    const record = flow.records.find(id);
    return record?.parent === lines.table ? record.at : undefined;
  });
  let last: string | null = null;
  ids.forEach((id, index) => {
    const own = keys[index];
    if (side === "columns" && flow.records.find(id)?.parent !== lines.table) {
      write(flow, `${id}${fieldSign}kind`, "column");
      write(flow, `${id}${fieldSign}in`, lines.table);
    }
    if (own !== undefined && (last === null || own > last)) {
      last = own;
      return;
    }
    const floor: string | null = last;
    const next = keys.slice(index + 1).find((key) => key !== undefined && (floor === null || key > floor));
    const key = keyBetween(floor, next ?? null);
    write(flow, `${id}${fieldSign}at`, key);
    last = key;
  });
}

/** An order key between two others; keys of another form are passed by. */
function keyBetween(floor: string | null, ceiling: string | null): string {
  try {
    return generateKeyBetween(floor, ceiling);
  } catch {
    return floor === null ? generateKeyBetween(null, null) : `${floor}V`;
  }
}

function removeColumns(flow: Flow, { table, columns }: TableLines): void {
  const left = new Set(columns);
  removeLines(flow, ({ id, kind, parent }) => kind === "column" && parent === table && !left.has(id));
}

interface Line {
  readonly id: string;
  readonly kind: string | undefined;
  readonly parent: string | undefined;
}

/** Removes rows and columns, with what is said about their cells. */
function removeLines(flow: Flow, isGone: (line: Line) => boolean): void {
  const ids = [...flow.records.ids()];
  const gone = new Set(
    ids.filter((id) => {
      const record = flow.records.find(id);
      return record !== undefined && isGone({ id, kind: record.kind, parent: record.parent });
    }),
  );
  for (const id of gone) removeContainer(flow, id);
  for (const id of ids) {
    const cell = splitCell(id);
    if (cell !== undefined && (gone.has(cell.row) || gone.has(cell.column))) removeContainer(flow, id);
  }
}

function removeContainer(flow: Flow, id: string): void {
  for (const name of flow.records.fieldsOf(id)) flow.containers.delete(`${id}${fieldSign}${name}`);
}
