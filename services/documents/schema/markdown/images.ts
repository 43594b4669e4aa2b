import type { Html, Image, PhrasingContent } from "mdast";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { fitImageAttributes } from "#services/documents/schema/image-source.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** A run of what stands in a line, or a picture between two of them. */
type Part =
  | { readonly kind: "words"; readonly nodes: readonly PhrasingContent[] }
  | { readonly kind: "image"; readonly block: DocumentJson };

const breakTag = /^<br\s*\/?>$/i;
const imageTag = /<img(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>/gi;
const attribute = /(?<![a-z-])([a-z][a-z-]{0,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const references: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Cuts a line at the pictures in it, which are blocks in the editor. One part where it holds none, or markup that a cut would
 * tear apart: then it is kept as it was written.
 */
export function splitAtImages(nodes: readonly PhrasingContent[]): readonly Part[] {
  const blocks = nodes.map(findImage);
  const isTorn = nodes.some((node, index) => {
    return node.type === "html" && blocks[index] === undefined && !breakTag.test(node.value);
  });
  if (isTorn || blocks.every((block) => block === undefined)) return [{ kind: "words", nodes }];
  const parts: Part[] = [];
  let from = 0;
  const close = (to: number) => {
    const words = trim(nodes.slice(from, to), { isStart: from === 0, isEnd: to === nodes.length });
    if (words.length > 0) parts.push({ kind: "words", nodes: words });
    from = to + 1;
  };
  blocks.forEach((block, index) => {
    if (block === undefined) return;
    close(index);
    parts.push({ kind: "image", block });
  });
  close(nodes.length);
  return parts;
}

/** The pictures that markup is made of; undefined where it says anything else. */
export function imagesOfHtml(html: string): DocumentJson[] | undefined {
  const tags = html.match(imageTag) ?? [];
  if (tags.length === 0 || html.replace(imageTag, "").trim() !== "") return undefined;
  const blocks = tags.map((tag) => imageBlock(attributesOf(tag)));
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function findImage(node: PhrasingContent): DocumentJson | undefined {
  if (node.type === "html") return imagesOfHtml(node.value)?.[0];
  if (node.type !== "image") return undefined;
  return imageBlock({ src: node.url, alt: node.alt, title: node.title });
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

/** The syntax tree of a picture: an image, or its tag where it has a width, which markdown cannot say. */
export function treeFromImage({ attrs = {} }: DocumentJson): Image | Html {
  const image = fitImageAttributes(attrs);
  if (image === undefined) return { type: "html", value: "<br>" };
  const { src, alt, title, width } = image;
  if (width === null) return { type: "image", url: src, alt, title };
  const named = Object.entries({ src, alt, title, width });
  const written = named.flatMap(([name, value]) => (value === null ? [] : [`${name}="${encode(value)}"`]));
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
