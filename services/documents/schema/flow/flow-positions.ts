import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import { type Chunk, markerOf } from "./chunk.ts";
import type { Shown } from "./editor-nodes.ts";
import { countBlocks, type LocatedBlock, locateBlocks } from "./located-blocks.ts";
import type { Flow } from "./open-flow.ts";
import { idOf } from "./shown-blocks.ts";

/**
 * A place that stays where it is while others write: behind the character, or the marker, that stands before it.
 * Undefined where nothing stands there yet, as in an empty cell.
 */
export function anchorAt({ blocks }: Shown, doc: Node, position: number): Y.RelativePosition | undefined {
  const $at = doc.resolve(Math.min(Math.max(position, 0), doc.content.size));
  const index = indexOfBlock(doc, $at.pos);
  const block = blocks[index];
  if (block === undefined) return undefined;
  let offset = $at.parent.isTextblock ? $at.parentOffset : 0;
  for (const chunk of block.content) {
    if (offset <= chunk.size && (offset > 0 || chunk.item !== null)) return anchorInChunk(chunk, offset);
    offset -= chunk.size;
  }
  return block.marker === undefined ? undefined : anchorInChunk(block.marker, 0);
}

/** Where an anchor is in the editor's document; undefined where what it stood by is nowhere any more. */
export function positionOf(flow: Flow, { doc, blocks }: Shown, anchor: Y.RelativePosition): number | undefined {
  const found = anchor.item === null ? undefined : findItem(flow.doc, anchor.item);
  if (found === undefined) return undefined;
  let offset = 0;
  let at: Y.Item | null = found.item;
  if (!at.deleted && isContent(at)) {
    offset = found.offset + 1;
    at = at.left;
  }
  for (; at !== null && (at.deleted || markerOf(at) === undefined); at = at.left) {
    if (!at.deleted && isContent(at)) offset += at.length;
  }
  const located = locateBlocks(doc);
  for (const [index, block] of blocks.entries()) {
    let start = 0;
    for (const chunk of block.content) {
      if (chunk.item === at) return placeIn(located[index], start + Math.min(offset, chunk.size));
      start += chunk.size;
    }
    if (block.marker !== undefined && block.marker.item === at) return placeIn(located[index], 0);
  }
  return undefined;
}

/**
 * The name by which addresses lead to the block that holds a position: that of its marker, which stays through all that
 * is done to the block. Undefined where nothing is written there yet, as in an empty cell.
 */
export function blockNameAt({ blocks }: Shown, doc: Node, position: number): string | undefined {
  const block = blocks[indexOfBlock(doc, position)];
  const chunk = block?.marker ?? block?.content[0];
  return chunk === undefined ? undefined : idOf(chunk.item);
}

/** The position before the block that a name leads to, or before the one it was joined to; undefined where it is gone. */
export function positionOfBlock(flow: Flow, { doc, blocks }: Shown, name: string): number | undefined {
  const [, client, clock] = /^(\d+)-(\d+)$/.exec(name) ?? [];
  const found = client === undefined ? undefined : findItem(flow.doc, Y.createID(Number(client), Number(clock)));
  const item = name === idOf(null) ? null : found?.item;
  if (item === undefined || item?.deleted === true) return undefined;
  const index = blocks.findIndex(
    ({ marker, content }) => marker?.item === item || content.some((chunk) => chunk.item === item),
  );
  return index < 0 ? undefined : locateBlocks(doc)[index]?.pos;
}

function placeIn(block: LocatedBlock | undefined, offset: number): number | undefined {
  if (block === undefined) return undefined;
  return block.node.isTextblock ? block.pos + 1 + Math.min(offset, block.node.content.size) : block.pos;
}

/** The number of the block that holds a position, or that begins at it. */
function indexOfBlock(node: Node, position: number): number {
  let index = 0;
  let pos = 0;
  for (const child of node.children) {
    const end = pos + child.nodeSize;
    if (position < end) {
      const isContainer = !(child.isTextblock || child.isLeaf);
      return isContainer && position > pos ? index + indexOfBlock(child, position - pos - 1) : index;
    }
    index += countBlocks(child);
    pos = end;
  }
  return Math.max(index - 1, 0);
}

/** Behind the unit of content before an offset of a chunk, or behind its marker. */
function anchorInChunk(chunk: Chunk, offset: number): Y.RelativePosition | undefined {
  if (offset === 0) return chunk.item === null ? undefined : behind(chunk.item.id);
  let left = offset;
  const first = chunk.item === null ? undefined : chunk.item.right;
  for (let at = first ?? null; at !== null; at = at.right) {
    if (at.deleted || !isContent(at)) continue;
    if (left <= at.length) return behind(Y.createID(at.id.client, at.id.clock + left - 1));
    left -= at.length;
  }
  return undefined;
}

function behind(id: Y.ID): Y.RelativePosition {
  return new Y.RelativePosition(null, null, id, -1);
}

function isContent(item: Y.Item): boolean {
  if (item.content instanceof Y.ContentString) return true;
  const embed: unknown = item.content instanceof Y.ContentEmbed ? item.content.embed : undefined;
  return typeof embed === "object" && embed !== null && "type" in embed;
}

function findItem(doc: Y.Doc, id: Y.ID): { readonly item: Y.Item; readonly offset: number } | undefined {
  const structs = doc.store.clients.get(id.client);
  if (structs === undefined || Y.getState(doc.store, id.client) <= id.clock) return undefined;
  const struct = structs[Y.findIndexSS(structs, id.clock)];
  if (!(struct instanceof Y.Item)) return undefined;
  const offset = id.clock - struct.id.clock;
  if (struct.redone !== null && struct.deleted) {
    return findItem(doc, Y.createID(struct.redone.client, struct.redone.clock + offset));
  }
  return { item: struct, offset };
}
