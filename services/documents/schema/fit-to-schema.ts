import { Fragment, type Mark, type Node, type NodeType } from "@tiptap/pm/model";
import type { DocumentJson, DocumentMark } from "./document-json.ts";
import { editorSchema } from "./editor-schema.ts";
import { headingLevels } from "./extensions.ts";
import { fitImageAttributes, fitImageWords } from "./image-source.ts";
import { mentionAddressOf, readMention } from "./page-address.ts";
import { isSafeUrl } from "./safe-url.ts";

/** The valid document nearest to any JSON: what the schema does not know is unwrapped, unsafe links become text, loose text gets a paragraph. */
export function fitToSchema(document: DocumentJson): Node {
  const { doc } = editorSchema().nodes;
  if (!doc) throw new Error("The schema has no doc node.");
  const blocks = asBlocks(fitChildren(document));
  return (
    doc.createAndFill(null, blocks.length > 0 ? blocks : null) ?? doc.createAndFill(null, flatten(blocks)) ?? fail()
  );
}

function fail(): never {
  throw new Error("The schema cannot hold an empty document.");
}

function fitChildren(node: DocumentJson): Node[] {
  return (node.content ?? []).flatMap(fitNode);
}

function fitNode(node: DocumentJson): Node[] {
  if (node.type === "text") return fitText(node);
  const children = fitChildren(node);
  const type = editorSchema().nodes[node.type];
  if (!type || type.name === "doc") return children;
  if (type.name === "image") return fitImage(type, node);
  if (type.name === "mention") return fitMention(type, node);
  const attrs = fitAttributes(type, node.attrs ?? {});
  const fitted = fill(type, attrs, children);
  return fitted ? [fitted] : children;
}

/** An image that may not lead where it does is its words. */
function fitImage(type: NodeType, { attrs = {} }: DocumentJson): Node[] {
  const fitted = fitImageAttributes(attrs);
  if (fitted !== undefined) return [type.create({ ...fitted })];
  const words = fitImageWords(attrs["alt"]);
  return words === null ? [] : [editorSchema().text(words)];
}

/** A mention of nothing is nothing; it is no part of a link, and no code. */
function fitMention(type: NodeType, { attrs = {}, marks = [] }: DocumentJson): Node[] {
  const mentioned = readMention(attrs["href"]);
  if (mentioned === undefined) return [];
  const allowed = marks.filter((mark) => mark.type !== "link" && mark.type !== "code");
  const fitted = allowed.reduce<readonly Mark[]>((set, mark) => fitMark(mark)?.addToSet(set) ?? set, []);
  return [type.create({ href: mentionAddressOf(mentioned) }, null, fitted)];
}

function fill(type: NodeType, attrs: Record<string, unknown>, children: readonly Node[]): Node | null {
  if (type.isLeaf) return type.create(attrs);
  if (type.inlineContent) {
    const inline = children.flatMap((child) => (child.isInline ? [child] : inlineOf(child)));
    const allowed = type.spec.code ? inline.flatMap(codeText) : inline;
    return type.createAndFill(attrs, allowed);
  }
  return type.createAndFill(attrs, children) ?? type.createAndFill(attrs, asBlocks(children));
}

/** Inside code only bare text may stand. */
function codeText(node: Node): Node[] {
  if (node.isText && node.text) return [editorSchema().text(node.text)];
  return node.type.name === "hardBreak" ? [editorSchema().text("\n")] : [];
}

function inlineOf(node: Node): Node[] {
  const found: Node[] = [];
  node.descendants((child) => {
    if (child.isInline) found.push(child);
  });
  return found;
}

/** Puts runs of loose inline nodes into paragraphs. */
function asBlocks(nodes: readonly Node[]): Node[] {
  const { paragraph } = editorSchema().nodes;
  if (!paragraph) return [...nodes];
  const blocks: Node[] = [];
  let run: Node[] = [];
  const closeRun = () => {
    if (run.length > 0) blocks.push(paragraph.create(null, Fragment.fromArray(run)));
    run = [];
  };
  for (const node of nodes) {
    if (node.isInline) run.push(node);
    else {
      closeRun();
      blocks.push(node);
    }
  }
  closeRun();
  return blocks;
}

/** Paragraphs with the text of nodes that cannot stand where they are. */
function flatten(nodes: readonly Node[]): Node[] {
  const { paragraph } = editorSchema().nodes;
  if (!paragraph) return [];
  return nodes.map((node) => paragraph.create(null, Fragment.fromArray(inlineOf(node))));
}

function fitText(node: DocumentJson): Node[] {
  if (!node.text) return [];
  let marks: readonly Mark[] = [];
  for (const mark of node.marks ?? []) {
    const fitted = fitMark(mark);
    if (fitted) marks = fitted.addToSet(marks);
  }
  return [editorSchema().text(node.text, marks)];
}

function fitMark(mark: DocumentMark): Mark | undefined {
  const type = editorSchema().marks[mark.type];
  if (!type) return undefined;
  if (type.name === "link" && !(typeof mark.attrs?.["href"] === "string" && isSafeUrl(mark.attrs["href"])))
    return undefined;
  if (mark.attrs === undefined) return type.create();
  const known = Object.entries(mark.attrs ?? {}).filter(([name]) => Object.hasOwn(type.spec.attrs ?? {}, name));
  return type.create(Object.fromEntries(known));
}

function fitAttributes(type: NodeType, attrs: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(attrs).filter(([name]) => Object.hasOwn(type.spec.attrs ?? {}, name));
  const fitted = Object.fromEntries(known);
  if (type.name === "heading") {
    const level = typeof fitted["level"] === "number" ? fitted["level"] : 1;
    fitted["level"] = Math.min(Math.max(Math.trunc(level), 1), headingLevels.length);
  }
  return fitted;
}
