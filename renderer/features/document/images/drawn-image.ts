import type { Node } from "@tiptap/core";
import { ImageNode } from "#services/documents/schema/image-node.ts";
import { createImageView } from "./image-view.ts";
import type { PictureTools } from "./picture.ts";

/** The schema's picture with its view, from the first drawing on: the bare markup would ask another site before anybody wants it. */
export function createDrawnImage(tools: PictureTools): Node {
  return ImageNode.extend({
    addNodeView() {
      return ({ node, view, getPos, editor }) => createImageView({ node, view, getPosition: getPos, editor, tools });
    },
  });
}
