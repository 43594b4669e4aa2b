import type { Node } from "@tiptap/pm/model";
import { TableMap } from "@tiptap/pm/tables";
import { type ContainerRecords, splitCell } from "./containers.ts";
import { cellSign } from "./fields.ts";
import { type KeptRange, newPlaceOf, oldPlaceOf } from "./kept-ranges.ts";
import type { LocatedBlock, LocatedContainer } from "./located-blocks.ts";
import type { BlockMatches } from "./match-blocks.ts";
import type { ShownBlock } from "./shown-blocks.ts";

/** A block before the change, with where it was. */
export interface OldBlock extends LocatedBlock {
  readonly shown: ShownBlock;
}

export interface OldContainer extends LocatedContainer {
  readonly id: string;
  readonly parent: string | undefined;
}

/** A container after the change. */
export interface NamedContainer {
  readonly id: string;
  readonly node: Node;
  readonly parent: string | undefined;
  /** The one of the same id before. */
  readonly old: OldContainer | undefined;
}

/** Rows or columns of a table, in order. */
export interface TableLines {
  readonly table: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

export interface ContainerNames {
  /** By the position before it in the new document. */
  readonly byPos: ReadonlyMap<number, NamedContainer>;
  readonly tables: readonly TableLines[];
  /** Those of the old region. */
  readonly old: readonly OldContainer[];
}

interface Naming {
  readonly before: readonly OldBlock[];
  readonly after: readonly LocatedBlock[];
  readonly matches: BlockMatches;
  readonly kept: readonly KeptRange[];
  readonly records: ContainerRecords;
  readonly createId: () => string;
}

/** Gives every container of the changed region its id: the one it had, that of the one it takes the place of, or a new one. */
export function nameContainers(naming: Naming): ContainerNames {
  const { before, after, matches, kept, records, createId } = naming;
  const oldAt = locateOld(before);
  const oldById = new Map([...oldAt.values()].map((old) => [old.id, old]));
  const claimed = new Set<number>();
  /** Containers that were moved as they are, and how far from where they were. */
  const moved: { readonly from: number; readonly to: number; readonly shift: number }[] = [];
  const byPos = new Map<number, NamedContainer>();
  const tables: TableLines[] = [];

  function findKept(pos: number): OldContainer | undefined {
    const place = oldPlaceOf(kept, pos) ?? findMoved(pos);
    return place === undefined ? undefined : oldAt.get(place);
  }

  function findMoved(pos: number): number | undefined {
    const within = moved.find(({ from, to }) => from < pos && pos < to);
    return within === undefined ? undefined : pos - within.shift;
  }

  /** A row goes on where its cells do, when what began it was deleted. */
  function findKeptRow({ node, pos }: LocatedContainer): OldContainer | undefined {
    const cells = childrenOf({ node, pos }).map((cell) => findKept(cell.pos));
    const ids = cells.flatMap((cell) => (cell === undefined ? [] : (splitCell(cell.id)?.row ?? [])));
    return findKept(pos) ?? oldById.get(ids[0] ?? "");
  }

  /** A table goes on where its rows do: put into a cell of another, it is not the one that now stands in its place. */
  function findKeptTable(table: LocatedContainer): OldContainer | undefined {
    for (const row of childrenOf(table)) {
      const old = oldById.get(findKeptRow(row)?.parent ?? "");
      if (old !== undefined) return claimed.has(old.pos) ? undefined : old;
    }
    const old = findKept(table.pos);
    const hasRows = old !== undefined && childrenOf(old).some((row) => newPlaceOf(kept, row.pos) !== undefined);
    return hasRows ? undefined : old;
  }

  /** A container that is gone and stood around the first block that this one is around now. */
  function findReplaced({ node, pos }: LocatedContainer, from: number, level: number): OldContainer | undefined {
    for (let index = from; after[index]?.around[level]?.pos === pos; index++) {
      const old = matches.oldOf[index];
      if (old === undefined) continue;
      const candidate = before[old]?.around.find(
        (container) =>
          categoryOf(container.node) === categoryOf(node) &&
          newPlaceOf(kept, container.pos) === undefined &&
          !claimed.has(container.pos),
      );
      return candidate === undefined ? undefined : oldAt.get(candidate.pos);
    }
    return undefined;
  }

  function nameTable(table: LocatedContainer, id: string): void {
    const map = TableMap.get(table.node);
    const columns: (string | undefined)[] = Array.from({ length: map.width });
    const rows: string[] = [];
    const cells: { node: Node; pos: number; row: string; left: number; old: OldContainer | undefined }[] = [];
    for (const { node: row, pos } of childrenOf(table)) {
      const old = findKeptRow({ node: row, pos });
      const isOwn = old !== undefined && records.find(old.id)?.parent === id && !rows.includes(old.id);
      const rowId = isOwn ? old.id : createId();
      rows.push(rowId);
      byPos.set(pos, { id: rowId, node: row, parent: id, old: isOwn ? old : undefined });
      for (const { node: cell, pos: cellPos } of childrenOf({ node: row, pos })) {
        const { left } = map.findCell(cellPos - table.pos - 1);
        const before = findKept(cellPos);
        const column = before === undefined ? undefined : splitCell(before.id)?.column;
        const isKnown = column !== undefined && records.find(column)?.parent === id;
        if (isKnown && columns[left] === undefined && !columns.includes(column)) columns[left] = column;
        cells.push({ node: cell, pos: cellPos, row: rowId, left, old: before });
      }
    }
    const named = columns.map((column) => column ?? createId());
    for (const { node, pos, row, left, old } of cells) {
      const cellId = `${row}${cellSign}${named[left]}`;
      byPos.set(pos, { id: cellId, node, parent: undefined, old: old?.id === cellId ? old : undefined });
    }
    tables.push({ table: id, rows, columns: named });
  }

  after.forEach((block, index) => {
    block.around.forEach((container, level) => {
      if (byPos.has(container.pos)) return;
      const above = block.around[level - 1];
      const parent = above === undefined ? undefined : byPos.get(above.pos)?.id;
      const isTable = container.node.type.name === "table";
      const going = isTable ? findKeptTable(container) : findKept(container.pos);
      const old = going ?? findReplaced(container, index, level);
      if (old !== undefined) claimed.add(old.pos);
      if (old !== undefined && going === undefined && old.node === container.node) {
        const { node, pos } = container;
        moved.push({ from: pos, to: pos + node.nodeSize, shift: pos - old.pos });
      }
      const id = old?.id ?? createId();
      byPos.set(container.pos, { id, node: container.node, parent, old });
      if (isTable) nameTable(container, id);
    });
  });
  return { byPos, tables, old: [...oldAt.values()] };
}

function childrenOf({ node, pos }: LocatedContainer): LocatedContainer[] {
  let at = pos + 1;
  return node.children.map((child) => {
    const located = { node: child, pos: at };
    at += child.nodeSize;
    return located;
  });
}

function locateOld(before: readonly OldBlock[]): ReadonlyMap<number, OldContainer> {
  const found = new Map<number, OldContainer>();
  for (const { around, shown } of before) {
    around.forEach((container, level) => {
      const id = shown.chain[level]?.id;
      if (id !== undefined) found.set(container.pos, { ...container, id, parent: shown.chain[level - 1]?.id });
    });
  }
  return found;
}

function categoryOf({ type }: Node): string {
  const { name } = type;
  if (name === "bulletList" || name === "orderedList" || name === "taskList") return "list";
  if (name === "listItem" || name === "taskItem") return "item";
  return name;
}
