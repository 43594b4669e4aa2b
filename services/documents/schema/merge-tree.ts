import { type Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import * as Y from "yjs";
import { applyUpdate } from "./apply-update.ts";
import { editorSchema } from "./editor-schema.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { alignDocuments } from "./flow/align-documents.ts";
import { bindFlow } from "./flow/bind-flow.ts";
import { keepThrough } from "./flow/kept-ranges.ts";
import { locateBlocks } from "./flow/located-blocks.ts";
import { matchBlocks } from "./flow/match-blocks.ts";
import { jsonFromTree } from "./json-from-tree.ts";

/** Origin of what `mergeTree` writes: it is new to the server. */
const mergeOrigin = { name: "merge" };

/**
 * Puts into a document every word that a copy of it in the older form holds and the document does not: edits made before
 * the change of form that never reached the server. Nothing is taken away, since what the copy lacks may be newer than it.
 * False where the document holds all of it.
 */
export function mergeTree(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  const copy = new Y.Doc();
  for (const update of updates) applyUpdate(copy, update);
  const held = fitToSchema(jsonFromTree(copy));
  copy.destroy();
  const binding = bindFlow({ doc, schema: editorSchema(), origin: mergeOrigin });
  const { doc: current } = binding.shown();
  const merged = addMissing(current, held);
  if (merged.docChanged) binding.write(merged.doc, keepThrough(current.content.size, merged.mapping.maps));
  binding.destroy();
  return merged.docChanged;
}

interface Addition {
  readonly at: number;
  readonly content: Fragment | Node;
}

function addMissing(current: Node, held: Node): Transform {
  const { after, kept } = alignDocuments({ current, normal: current, target: held });
  const whole = (doc: Node) => locateBlocks(doc);
  const [before, blocks] = [whole(current), whole(after)];
  const { segments } = matchBlocks(before, blocks, kept);
  const additions: Addition[] = [];
  /** Behind the block at the root that holds what was met last. */
  let behind = 0;
  blocks.forEach(({ node, around }, index) => {
    const parts = segments[index] ?? [];
    const first = parts.find((part) => part.kind === "kept");
    if (first === undefined) {
      if (node.content.size > 0) additions.push({ at: behind, content: rewrap(node, around.map(nodeOf)) });
      return;
    }
    let at = (before[first.block]?.pos ?? 0) + 1 + first.oldFrom;
    for (const part of parts) {
      if (part.kind === "new") additions.push({ at, content: node.content.cut(part.from, part.from + part.size) });
      else at = (before[part.block]?.pos ?? 0) + 1 + part.oldFrom + part.size;
    }
    const $at = current.resolve(at);
    behind = $at.depth === 0 ? at : $at.after(1);
  });
  const transform = new Transform(current);
  for (const { at, content } of additions.toReversed().toSorted((one, other) => other.at - one.at)) {
    const isBlock = "type" in content;
    const { depth } = transform.doc.resolve(at);
    if (isBlock) transform.insert(at, content);
    else if (depth > 0) transform.replace(at, at, new Slice(content, 0, 0));
  }
  return transform;
}

function nodeOf({ node }: { readonly node: Node }): Node {
  return node;
}

/** A block alone in what it lies in. */
function rewrap(block: Node, around: readonly Node[]): Node {
  // A cell alone is no table; its words stand by themselves.
  if (around.some(({ type }) => type.name === "table")) return block;
  return around.reduceRight((inner, container) => container.type.create(container.attrs, inner), block);
}
