interface Edges {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface TableEdges {
  readonly table: Edges;
  /** The cell that holds the caret. */
  readonly cell: Edges;
  /** Where the seen part of the page begins. */
  readonly seenTop: number;
}

/** What is over a table, with a little air, in pixels. */
const roomAbove = 44;

/**
 * What the toolbar of a table stands over: the caret's column at the table's upper edge, where it covers no cell; where
 * that edge is out of sight, the caret's row. In pixels of the window.
 */
export function toolbarPlace({ table, cell, seenTop }: TableEdges): Edges {
  const isTopSeen = table.top - roomAbove >= seenTop;
  const top = isTopSeen ? table.top : cell.top;
  return { left: cell.left, top, width: cell.width, height: cell.top + cell.height - top };
}
