import type { Html, Image, Link, PhrasingContent } from "mdast";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { fitImageAttributes, fitImageLink, fitImageWords } from "#services/documents/schema/image-source.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** A run of what stands in a line, or a picture between two of them. */
type Part = { readonly kind: "words"; readonly nodes: readonly PhrasingContent[] } | ImagePart;

interface ImagePart {
  readonly kind: "image";
  readonly block: DocumentJson;
}

type Piece = PhrasingContent | ImagePart;

const breakTag = /^<br\s*\/?>$/i;
const imageTag = /<img(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>/gi;
const attribute = /(?<![a-z-])([a-z][a-z-]{0,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const references: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Cuts a line at the pictures in it, which are blocks in the editor. One part where it holds none, or markup that a cut would
 * tear apart: then it is kept as it was written.
 */
export function splitAtImages(line: readonly PhrasingContent[]): readonly Part[] {
  const pieces = line.flatMap(piecesOf);
  const isTorn = pieces.some((piece) => !isImage(piece) && piece.type === "html" && !breakTag.test(piece.value));
  if (isTorn || !pieces.some(isImage)) return [{ kind: "words", nodes: line }];
  const parts: Part[] = [];
  let run: PhrasingContent[] = [];
  let isStart = true;
  const close = (isEnd: boolean) => {
    const words = trim(run, { isStart, isEnd });
    if (words.length > 0) parts.push({ kind: "words", nodes: words });
    run = [];
    isStart = false;
  };
  for (const piece of pieces) {
    if (isImage(piece)) {
      close(false);
      parts.push(piece);
    } else run.push(piece);
  }
  close(true);
  return parts;
}

function isImage(piece: Piece): piece is ImagePart {
  return "kind" in piece;
}

/** A link around pictures and words is a link around each of them. */
function piecesOf(node: PhrasingContent): Piece[] {
  if (node.type !== "link") return [findImage(node) ?? node];
  const href = fitImageLink(node.url);
  const parts = href === null ? [] : splitAtImages(node.children);
  if (parts.every(({ kind }) => kind === "words")) return [node];
  return parts.map((part) => {
    if (part.kind === "words") return { ...node, children: [...part.nodes] };
    const title = part.block.attrs?.["title"] ?? fitImageWords(node.title);
    return { kind: "image", block: { ...part.block, attrs: { ...part.block.attrs, title, href } } };
  });
}

/** The pictures that markup is made of; undefined where it says anything else. */
export function imagesOfHtml(html: string): DocumentJson[] | undefined {
  const tags = html.match(imageTag) ?? [];
  if (tags.length === 0 || html.replace(imageTag, "").trim() !== "") return undefined;
  const blocks = tags.map((tag) => imageBlock(attributesOf(tag)));
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function findImage(node: PhrasingContent): ImagePart | undefined {
  const block = node.type === "html" ? imagesOfHtml(node.value)?.[0] : blockOf(node);
  return block === undefined ? undefined : { kind: "image", block };
}

function blockOf(node: PhrasingContent): DocumentJson | undefined {
  return node.type === "image" ? imageBlock({ src: node.url, alt: node.alt, title: node.title }) : undefined;
}

function imageBlock(attrs: Readonly<Record<string, unknown>>): DocumentJson | undefined {
  const fitted = fitImageAttributes(attrs);
  return fitted === undefined ? undefined : { type: "image", attrs: { ...fitted } };
}

function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", ...values] of tag.matchAll(attribute)) {
    found[name.toLowerCase()] ??= decode(values.find((value) => value !== undefined) ?? "");
  }
  return found;
}

function decode(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|([a-z]+));/gi, (all, code?: string, name?: string) => {
    if (code === undefined) return references[name?.toLowerCase() ?? ""] ?? all;
    const point = Number(code);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}

/** Where a picture was cut out, no blanks and breaks are left. */
function trim(
  nodes: readonly PhrasingContent[],
  { isStart, isEnd }: { readonly isStart: boolean; readonly isEnd: boolean },
): PhrasingContent[] {
  const left = [...nodes];
  while (!isStart && isNothing(left[0])) left.shift();
  while (!isEnd && isNothing(left.at(-1))) left.pop();
  const [first] = left;
  if (!isStart && first?.type === "text") left[0] = { ...first, value: first.value.trimStart() };
  const last = left.at(-1);
  if (!isEnd && last?.type === "text") left[left.length - 1] = { ...last, value: last.value.trimEnd() };
  return left.every((node) => node.type === "text" && node.value.trim() === "") ? [] : left;
}

function isNothing(node: PhrasingContent | undefined): boolean {
  if (node?.type === "text") return node.value.trim() === "";
  return node?.type === "break" || (node?.type === "html" && breakTag.test(node.value));
}

/** The syntax tree of a picture: an image, or its tag where it has a width, which markdown cannot say; a link around it where it has one. */
export function treeFromImage({ attrs = {} }: DocumentJson): Image | Html | Link {
  const image = fitImageAttributes(attrs);
  if (image === undefined) return { type: "html", value: "<br>" };
  const { src, alt, title, width, href } = image;
  const shown: Image | Html =
    width === null ? { type: "image", url: src, alt, title } : tagOf({ src, alt, title, width });
  return href === null ? shown : { type: "link", url: href, title: null, children: [shown] };
}

function tagOf(attributes: Readonly<Record<string, string | null>>): Html {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === null ? [] : [`${name}="${encode(value)}"`],
  );
  return { type: "html", value: `<img ${written.join(" ")}>` };
}

function encode(value: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "|": "&#124;",
  };
  return value.replace(/[&<>"|]/g, (sign) => names[sign] ?? sign);
}

/** An image as markdown: with backslashes before those of its words' signs that would be read as something else. */
export function writeImage({ url, alt, title }: Image): string {
  const words = alt ?? "";
  const address = url.replace(/[()]/g, "\\$&").replace(/&(?=#?\w+;)/g, "\\&");
  const rest = `](${address}${title ? ` "${writeTitle(title)}"` : ""})`;
  // What these mean hangs on what else stands there.
  const likely = `![${words.replace(/[[\]|`$]|<(?=[!/?a-z])|\\(?=[!-/:-@[-`{-~]|$)/gi, "\\$&")}${rest}`;
  if (!/[*_~&:@.]/.test(words) || isReadAs(likely, words)) return likely;
  return `![${words.replace(/[!-/:-@[-`{-~]/g, "\\$&")}${rest}`;
}

function isReadAs(written: string, words: string): boolean {
  const [block] = parseMarkdown(written).children;
  const [image, ...others] = block?.type === "paragraph" ? block.children : [];
  return image?.type === "image" && others.length === 0 && image.alt === words;
}

function writeTitle(words: string): string {
  return words.replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\").replace(/["|]|&(?=#?\w+;)/g, "\\$&");
}
