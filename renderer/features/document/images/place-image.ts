import type { Node, NodeType } from "@tiptap/pm/model";
import { insertPoint } from "@tiptap/pm/transform";

/** Where a picture, or a link to a file, comes to stand for a position of a document: beside the block there, never within its words. */
export function placeForBlock(doc: Node, position: number, type: NodeType): number {
  const $position = doc.resolve(Math.min(Math.max(position, 0), doc.content.size));
  const { depth, parent } = $position;
  if (depth > 0 && parent.isTextblock) {
    const isAtStart = $position.parentOffset === 0;
    const index = $position.index(depth - 1);
    const around = $position.node(depth - 1);
    const beside = isAtStart ? [index, index + 1] : [index + 1, index];
    const found = beside.find((at) => around.canReplaceWith(at, at, type));
    if (found !== undefined) return $position.posAtIndex(found, depth - 1);
  }
  return insertPoint(doc, $position.pos, type) ?? doc.content.size;
}
