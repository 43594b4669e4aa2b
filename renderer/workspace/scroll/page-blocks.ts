/** A place on a page that stays the same while what stands above it changes its height. */
export interface Place {
  /** The block at the upper edge, counted from the first; null above the blocks, and where a page has none. */
  readonly block: number | null;
  /** How far the upper edge is below the top of that block, in pixels. */
  readonly offset: number;
  /** How far the page is scrolled, in pixels. */
  readonly top: number;
}

/** Where the upper edge of what is seen of a page stands. */
export function readPlace(scroller: HTMLElement): Place {
  const { scrollTop: top } = scroller;
  const edge = scroller.getBoundingClientRect().top;
  const groups = listGroups(scroller);
  const group = findAt(groups, edge);
  const first = groups[0]?.getBoundingClientRect();
  if (group < 0 || first === undefined || first.top > edge) return { block: null, offset: 0, top };
  const blocks = blocksIn(groups[group]);
  const index = findAt(blocks, edge);
  const block = blocks[index];
  if (block === undefined) return { block: null, offset: 0, top };
  const before = groups.slice(0, group).reduce((sum, one) => sum + blocksIn(one).length, 0);
  return { block: before + index, offset: edge - block.getBoundingClientRect().top, top };
}

/** The element of a block; undefined while it is not drawn. */
export function findBlock(scroller: HTMLElement, block: number): Element | undefined {
  let index = block;
  for (const group of listGroups(scroller)) {
    const blocks = blocksIn(group);
    if (index < blocks.length) return blocks[index];
    index -= blocks.length;
  }
  return undefined;
}

/** The index of the first element that reaches below an edge; -1 when all end above it. */
function findAt(elements: readonly Element[], edge: number): number {
  return elements.findIndex((element) => element.getBoundingClientRect().bottom > edge);
}

/** The chunks of a long document, or the element of a short one; none on other pages. */
function listGroups(scroller: HTMLElement): readonly Element[] {
  const content = scroller.querySelector(".document-content");
  if (content === null) return [];
  const chunks = [...content.children].filter((child) => child.matches(".document-chunk"));
  return chunks.length === 0 ? [content] : chunks;
}

function blocksIn(group: Element | undefined): readonly Element[] {
  return group === undefined ? [] : [...group.children];
}
