import { Fragment, type Mark, type Node, type NodeType, type Schema } from "@tiptap/pm/model";
import { buildTree, type NodeMaker } from "./build-tree.ts";
import { type Chunk, type MarkSet, type Piece, sameValue } from "./chunk.ts";
import type { Container } from "./containers.ts";
import type { Flow } from "./open-flow.ts";
import { listBlocks, type ShownBlock } from "./shown-blocks.ts";

/** A document as the editor shows it, with the block behind each of its text blocks, in order. */
export interface Shown {
  readonly doc: Node;
  readonly blocks: readonly ShownBlock[];
}

/** Stands for what may not stand in a line of code, one position wide. */
const replacement = "\ufffc";

/** Makes the editor's nodes of a flow; what did not change since the time before is the very same node. */
export function createNodeSource(schema: Schema) {
  const made = new WeakMap<Chunk, { readonly block: ShownBlock; readonly node: Node }>();
  let containers = new Map<string, Node>();
  let nextContainers = new Map<string, Node>();

  const maker: NodeMaker<Node> = {
    block(block) {
      const key = block.content[0] ?? block.marker;
      const known = key === undefined ? undefined : made.get(key);
      if (known !== undefined && isSameBlock(known.block, block)) return known.node;
      const node = makeBlock(schema, block);
      if (key !== undefined) made.set(key, { block, node });
      return node;
    },
    container(container, children) {
      const type = typeOf(schema, container.kind);
      const node = keepSame(containers.get(container.id), type.create(fitAttributes(type, container.attrs), children));
      nextContainers.set(container.id, node);
      return node;
    },
  };

  return {
    /** The whole document. */
    show(flow: Flow): Shown {
      const { nodes, blocks } = buildTree(listBlocks(flow), flow.records, maker);
      containers = nextContainers;
      nextContainers = new Map();
      return { doc: schema.topNodeType.create(null, Fragment.fromArray([...nodes])), blocks };
    },
    /** One text block. */
    block: maker.block,
    /** Takes the editor's own node for what a block shows, so that it is given again. */
    adopt(block: ShownBlock, node: Node): void {
      const key = block.content[0] ?? block.marker;
      if (key !== undefined) made.set(key, { block, node });
    },
  };
}

function isSameBlock(one: ShownBlock, other: ShownBlock): boolean {
  return (
    one.kind === other.kind &&
    one.content.length === other.content.length &&
    one.content.every((chunk, index) => chunk === other.content[index]) &&
    sameValue(one.attrs, other.attrs)
  );
}

/** The node from before where it says the same. */
function keepSame(before: Node | undefined, now: Node): Node {
  if (before === undefined || !before.sameMarkup(now) || before.childCount !== now.childCount) return now;
  for (let index = 0; index < now.childCount; index++) if (before.child(index) !== now.child(index)) return now;
  return before;
}

function makeBlock(schema: Schema, block: ShownBlock): Node {
  const type = typeOf(schema, block.kind);
  const attrs = fitAttributes(type, block.attrs);
  if (type.isLeaf) return type.create(attrs);
  return type.create(attrs, Fragment.fromArray(inlineOf(schema, type, block.content)));
}

function typeOf(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name];
  if (type === undefined) throw new Error(`The editor does not know the node ${name}.`);
  return type;
}

function inlineOf(schema: Schema, type: NodeType, content: readonly Chunk[]): Node[] {
  const nodes: Node[] = [];
  for (const { pieces } of content) {
    for (const piece of pieces) {
      const node = inlineNode(schema, type, piece);
      const last = nodes.at(-1);
      if (last?.isText && node.isText && last.sameMarkup(node)) {
        nodes[nodes.length - 1] = schema.text(`${last.text}${node.text}`, last.marks);
      } else nodes.push(node);
    }
  }
  return nodes;
}

function inlineNode(schema: Schema, parent: NodeType, piece: Piece): Node {
  const marks = marksOf(schema, parent, piece.marks);
  if ("text" in piece) return schema.text(piece.text, marks);
  const { type, attrs } = piece.atom;
  const known = schema.nodes[type];
  if (known?.isInline && known.isLeaf && !known.isText && !parent.spec.code) {
    return known.create(fitAttributes(known, attrs ?? {}), null, marks);
  }
  return schema.text(known === schema.linebreakReplacement && known !== undefined ? "\n" : replacement, marks);
}

/** The marks a node may carry, in the schema's order; of two that exclude each other the later one stays. */
function marksOf(schema: Schema, parent: NodeType, marks: MarkSet): readonly Mark[] {
  let set: readonly Mark[] = [];
  for (const name of Object.keys(marks).sort()) {
    const type = schema.marks[name];
    if (type === undefined || !parent.allowsMarkType(type)) continue;
    const value = marks[name];
    const given: object = typeof value === "object" && value !== null ? value : {};
    const known = Object.entries(given).filter(([attribute]) => Object.hasOwn(type.spec.attrs ?? {}, attribute));
    set = type.create(Object.fromEntries(known)).addToSet(set);
  }
  return set;
}

/** Attributes the node knows, of the kind its defaults are of; those that are nothing by default are words, but for widths. */
export function fitAttributes(type: NodeType, attrs: Container["attrs"]): Record<string, unknown> {
  const fitted: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(type.spec.attrs ?? {})) {
    const value = attrs[name];
    if (value !== undefined && isOfKind(name, { value, usual: spec.default })) fitted[name] = value;
  }
  return fitted;
}

function isOfKind(name: string, { value, usual }: { readonly value: unknown; readonly usual: unknown }): boolean {
  if (usual !== null && usual !== undefined) return typeof value === typeof usual;
  if (name !== "colwidth") return typeof value === "string";
  return Array.isArray(value) && value.every((width) => typeof width === "number" && width >= 0);
}
