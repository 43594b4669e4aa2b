import { type Container, type ContainerRecords, splitCell } from "./containers.ts";
import { emptyBlock, type ShownBlock } from "./shown-blocks.ts";

/** Makes the nodes of a tree, of whatever kind. */
export interface NodeMaker<Node> {
  block(block: ShownBlock): Node;
  /** A container's `kind` is the editor's node type here. */
  container(container: Container, children: readonly Node[]): Node;
}

export interface Tree<Node> {
  readonly nodes: readonly Node[];
  /** The blocks in the order of the tree, each with the containers around it there. */
  readonly blocks: readonly ShownBlock[];
}

/** Rows times columns of a table beyond which only those are shown that hold something. */
const mostCells = 20_000;

/** The tree that blocks make: those that lie in the same container share it as long as nothing else stands between them; a table is a rectangle. */
export function buildTree<Node>(
  blocks: readonly ShownBlock[],
  records: ContainerRecords,
  maker: NodeMaker<Node>,
): Tree<Node> {
  const shown: ShownBlock[] = [];
  const tables = listLines(records);

  function addBlock(block: ShownBlock, around: readonly Container[]): Node {
    const placed = block.chain.length === 0 && around.length === 0 ? block : { ...block, chain: around };
    shown.push(placed);
    return maker.block(placed);
  }

  function buildChildren(entries: readonly ShownBlock[], around: readonly Container[], depth: number): Node[] {
    const nodes: Node[] = [];
    for (let from = 0; from < entries.length; ) {
      const entry = entries[from];
      const container = entry?.chain[depth];
      if (entry === undefined) break;
      if (container === undefined) {
        nodes.push(addBlock(entry, around));
        from += 1;
        continue;
      }
      let to = from + 1;
      while (entries[to]?.chain[depth]?.id === container.id) to += 1;
      nodes.push(buildContainer(entries.slice(from, to), { container, around, depth }));
      from = to;
    }
    return nodes;
  }

  interface Place {
    readonly container: Container;
    readonly around: readonly Container[];
    readonly depth: number;
  }

  function buildContainer(entries: readonly ShownBlock[], { container, around, depth }: Place): Node {
    if (container.kind === "table") return buildTable(entries, { container, around, depth });
    const isItem = container.kind === "item";
    const node = isItem ? { ...container, kind: itemKind(around.at(-1)) } : container;
    const inside = [...around, node];
    if (!isItem) return maker.container(node, buildChildren(entries, inside, depth + 1));
    // An item begins with a paragraph.
    const [first, ...rest] = entries;
    const children: Node[] = [];
    if (first === undefined || first.chain.length > depth + 1 || first.content.length === 0) {
      const isEmptyParagraph = first?.chain.length === depth + 1 && first.kind === "paragraph";
      if (!isEmptyParagraph) children.push(addBlock(emptyBlock(inside), inside));
      return maker.container(node, [...children, ...buildChildren(entries, inside, depth + 1)]);
    }
    children.push(addBlock({ ...first, kind: "paragraph", attrs: {} }, inside));
    return maker.container(node, [...children, ...buildChildren(rest, inside, depth + 1)]);
  }

  function buildTable(entries: readonly ShownBlock[], { container, around, depth }: Place): Node {
    const inside = [...around, container];
    const cells = Map.groupBy(entries, (entry) => entry.chain[depth + 1]?.id ?? "");
    const { rows, columns } = linesOf(container.id, cells);
    const covering = new Map<string, string>();
    const spans = new Map<string, { readonly colspan: number; readonly rowspan: number }>();
    const idAt = (row: number, column: number) => `${rows[row]}:${columns[column]}`;
    rows.forEach((_row, row) => {
      columns.forEach((_column, column) => {
        const id = idAt(row, column);
        if (covering.has(id)) return;
        const attrs = records.find(id)?.attrs ?? {};
        const isFree = (r: number, c: number) => c < columns.length && r < rows.length && !covering.has(idAt(r, c));
        let colspan = 1;
        while (colspan < spanOf(attrs["colspan"]) && isFree(row, column + colspan)) colspan += 1;
        let rowspan = 1;
        const isRowFree = (r: number) =>
          Array.from({ length: colspan }, (_, step) => isFree(r, column + step)).every(Boolean);
        while (rowspan < spanOf(attrs["rowspan"]) && isRowFree(row + rowspan)) rowspan += 1;
        for (let r = row; r < row + rowspan; r++) {
          for (let c = column; c < column + colspan; c++) covering.set(idAt(r, c), id);
        }
        spans.set(id, { colspan, rowspan });
      });
    });
    // What lies in a covered cell is shown in the one that covers it.
    const shownIn = Map.groupBy([...cells], ([id]) => covering.get(id) ?? id);
    const lines = rows.map((rowId, row) => {
      const line: Container = { id: rowId, kind: "tableRow", attrs: {} };
      const built = columns.flatMap((_column, column) => {
        const id = idAt(row, column);
        const span = spans.get(id);
        if (covering.get(id) !== id || span === undefined) return [];
        const record = records.find(id);
        const kind = record?.kind === "tableHeader" ? "tableHeader" : "tableCell";
        const cell: Container = { id, kind, attrs: { ...record?.attrs, ...span } };
        const way = [...inside, line, cell];
        const content = (shownIn.get(id) ?? []).flatMap(([, found]) => found);
        const children =
          content.length === 0
            ? [addBlock(emptyBlock(way), way)]
            : buildChildren(gatherTables(content, depth + 2), way, depth + 2);
        return [maker.container(cell, children)];
      });
      return maker.container(line, built);
    });
    return maker.container(container, lines);
  }

  function linesOf(table: string, cells: ReadonlyMap<string, unknown>) {
    const held = [...cells.keys()].flatMap((id) => splitCell(id) ?? []);
    const known = tables.get(table) ?? { rows: [], columns: [] };
    const heldRows = new Set(held.map(({ row }) => row));
    const heldColumns = new Set(held.map(({ column }) => column));
    const isTooLarge = known.rows.length * known.columns.length > mostCells;
    const complete = (lines: readonly string[], used: ReadonlySet<string>) => [
      ...(isTooLarge ? lines.filter((id) => used.has(id)) : lines),
      // A line that was deleted while somebody wrote into it comes back.
      ...[...used].filter((id) => !lines.includes(id)).sort(),
    ];
    return { rows: complete(known.rows, heldRows), columns: complete(known.columns, heldColumns) };
  }

  const entries = gatherTables(blocks, 0);
  const nodes = buildChildren(entries, [], 0);
  return nodes.length > 0 ? { nodes, blocks: shown } : { nodes: [addBlock(emptyBlock([]), [])], blocks: shown };
}

function itemKind(list: Container | undefined): string {
  return list?.kind === "taskList" ? "taskItem" : "listItem";
}

function spanOf(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 1 ? value : 1;
}

/** Rows and columns of every table, each in order. */
function listLines(records: ContainerRecords) {
  const tables = new Map<string, { rows: string[]; columns: string[] }>();
  for (const id of records.ids()) {
    const record = records.find(id);
    if (record?.parent === undefined || (record.kind !== "row" && record.kind !== "column")) continue;
    const lines = tables.get(record.parent) ?? { rows: [], columns: [] };
    tables.set(record.parent, lines);
    lines[record.kind === "row" ? "rows" : "columns"].push(id);
  }
  const keyOf = (id: string) => records.find(id)?.at ?? "";
  const byKey = (one: string, other: string) => compare(keyOf(one), keyOf(other)) || compare(one, other);
  for (const { rows, columns } of tables.values()) {
    rows.sort(byKey);
    columns.sort(byKey);
  }
  return tables;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The blocks with those of one table brought together at its first. */
function gatherTables(blocks: readonly ShownBlock[], depth: number): readonly ShownBlock[] {
  const tableOf = ({ chain }: ShownBlock) => chain.find(({ kind }, level) => level >= depth && kind === "table")?.id;
  if (!blocks.some((block) => block.chain.length > 0 && tableOf(block) !== undefined)) return blocks;
  const ids = blocks.map(tableOf);
  const groups = new Map<string, ShownBlock[]>();
  const order: (ShownBlock | ShownBlock[])[] = [];
  blocks.forEach((block, index) => {
    const id = ids[index];
    if (id === undefined) {
      order.push(block);
      return;
    }
    const group = groups.get(id) ?? [];
    if (group.length === 0) {
      groups.set(id, group);
      order.push(group);
    }
    group.push(block);
  });
  return order.flat();
}
