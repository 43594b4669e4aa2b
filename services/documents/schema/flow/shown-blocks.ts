import type * as Y from "yjs";
import { type Chunk, noMarks } from "./chunk.ts";
import type { Container } from "./containers.ts";
import type { Flow } from "./open-flow.ts";

/** A block as it is shown. */
export interface ShownBlock {
  /** The chunk whose marker it is; undefined where no marker is there: it has to be made before anything is said about it. */
  readonly marker: Chunk | undefined;
  /** The chunks whose words it shows, in order. */
  readonly content: readonly Chunk[];
  /** The editor's node type. */
  readonly kind: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  /** What it lies in, outermost first. */
  readonly chain: readonly Container[];
}

/** The block that a chunk was by itself the last time; chunks that changed are others. */
const shownAs = new WeakMap<Chunk, ShownBlock>();

/** Nodes that a marker cannot be: they lie within blocks or around them. */
const notBlocks: ReadonlySet<string> = new Set([
  ...[
    "doc",
    "text",
    "hardBreak",
    "mention",
    "bulletList",
    "orderedList",
    "taskList",
    "listItem",
    "taskItem",
    "blockquote",
  ],
  ...["table", "tableRow", "tableCell", "tableHeader"],
]);

/** Blocks that hold no words. */
const wordless: ReadonlySet<string> = new Set(["horizontalRule", "image"]);

/** The blocks of a flow in the order they are shown in, tables not yet in theirs. Total: every state gives a list, and every word stands in it once. */
export function listBlocks(flow: Flow): ShownBlock[] {
  const blocks: ShownBlock[] = [];
  for (const chunk of inShownOrder(flow)) {
    const { properties } = chunk;
    const last = blocks.at(-1);
    if (properties.isJoined && last !== undefined && !wordless.has(last.kind)) {
      blocks[blocks.length - 1] = { ...last, content: [...last.content, chunk] };
      continue;
    }
    const chain = flow.chainOf(properties.parent, () => idOf(chunk.item));
    const known = shownAs.get(chunk);
    if (known !== undefined && known.chain === chain && known.content.length === 1) {
      blocks.push(known);
      continue;
    }
    const isBlock = properties.kind !== undefined && !notBlocks.has(properties.kind);
    const kind = isBlock ? (properties.kind ?? "paragraph") : "paragraph";
    if (wordless.has(kind)) {
      blocks.push({ marker: chunk, content: [], kind, attrs: properties.attrs, chain });
      if (chunk.size > 0) blocks.push({ marker: undefined, content: [chunk], kind: "paragraph", attrs: {}, chain });
    } else {
      const marker = chunk.item === null ? undefined : chunk;
      const block = { marker, content: [chunk], kind, attrs: properties.attrs, chain };
      shownAs.set(chunk, block);
      blocks.push(block);
    }
  }
  return blocks;
}

/** The order in which chunks are shown: that of the flow, but for those that were moved to a place of their own. */
function inShownOrder(flow: Flow): readonly Chunk[] {
  const chunks = flow.chunks();
  const [first] = chunks;
  if (!flow.hasHidden()) return first?.item === null && first.size === 0 ? chunks.slice(1) : chunks;
  const placed = findPlaced(flow);
  const order: Chunk[] = [];
  const isPlaced = new Set(placed.values());
  for (const chunk of chunks) {
    const isNothing = chunk.item === null && chunk.size === 0;
    if (!isNothing && !isPlaced.has(chunk)) order.push(chunk);
    for (const { place } of chunk.hidden) {
      const moved = place === undefined ? undefined : placed.get(place);
      if (place === undefined || moved === undefined) continue;
      order.push(moved);
      placed.delete(place);
    }
  }
  return order;
}

/** The chunk that stands at each place which is in the flow; of several that claim one, the first. */
export function findPlaced(flow: Flow): Map<string, Chunk> {
  const placed = new Map<string, Chunk>();
  if (!flow.hasHidden()) return placed;
  const chunks = flow.chunks();
  const places = new Set(chunks.flatMap(({ hidden }) => hidden.map(({ place }) => place)));
  for (const chunk of chunks) {
    const { place } = chunk.properties;
    if (place !== undefined && places.has(place) && !placed.has(place)) placed.set(place, chunk);
  }
  return placed;
}

/** A stable name of a marker, by its Yjs id. */
export function idOf(item: Y.Item | null): string {
  return item === null ? "start" : `${item.id.client}-${item.id.clock}`;
}

/** A paragraph that stands where the schema wants one and nothing is there yet. */
export function emptyBlock(chain: readonly Container[]): ShownBlock {
  return { marker: undefined, content: [], kind: "paragraph", attrs: noMarks, chain };
}
