import type { PhrasingContent } from "mdast";
import type { DocumentJson, DocumentMark } from "#services/documents/schema/document-json.ts";
import { type Mentioned, mentionAddressOf, readMention } from "#services/documents/schema/page-address.ts";
import { writeImage } from "./images.ts";

const underlineTag = { open: /^<u>$/i, close: /^<\/u>$/i };
const breakTags = /<br\s*\/?>/i;

/** Reads what stands in a line, with the marks on it. */
export function readInline(nodes: readonly PhrasingContent[]): DocumentJson[] {
  return readAll(nodes, []);
}

function readAll(nodes: readonly PhrasingContent[], marks: readonly DocumentMark[]): DocumentJson[] {
  const found: DocumentJson[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined) continue;
    const end = isUnderlineStart(node) ? findUnderlineEnd(nodes, index) : undefined;
    const part =
      end === undefined ? read(node, marks) : readAll(nodes.slice(index + 1, end), [...marks, { type: "underline" }]);
    for (const one of part) found.push(one);
    index = end ?? index;
  }
  return found;
}

function read(node: PhrasingContent, marks: readonly DocumentMark[]): DocumentJson[] {
  const marked = (type: string, attrs?: Record<string, unknown>) => [...marks, attrs ? { type, attrs } : { type }];
  switch (node.type) {
    case "text":
      return readLines(node.value, marks);
    case "inlineCode":
      return readText(node.value.replaceAll("\n", " "), marked("code"));
    case "break":
      return [{ type: "hardBreak" }];
    case "emphasis":
      return readAll(node.children, marked("italic"));
    case "strong":
      return readAll(node.children, marked("bold"));
    case "delete":
      return readAll(node.children, marked("strike"));
    case "link": {
      const mentioned = readMention(node.url);
      // Its words are what its name was for whoever wrote this down.
      if (mentioned !== undefined) return [readMentionNode(mentioned, marks)];
      const link = marked("link", { href: node.url, title: node.title ?? null });
      const words = readAll(node.children, link);
      // A link without words is not seen: its address stands for them.
      return words.length > 0 ? words : readText(node.url, link);
    }
    case "html":
      return readHtml(node.value, marks);
    case "image":
      return readText(writeImage({ ...node, alt: node.alt?.replaceAll("\n", " ") ?? null }), marks);
    default:
      return readOther(node, marks);
  }
}

function readMentionNode(mentioned: Mentioned, marks: readonly DocumentMark[]): DocumentJson {
  const mention = { type: "mention", attrs: { href: mentionAddressOf(mentioned) } };
  return marks.length > 0 ? { ...mention, marks: [...marks] } : mention;
}

/** The lines of a paragraph are one, but for those that define the line above them. */
function readLines(text: string, marks: readonly DocumentMark[]): DocumentJson[] {
  return text
    .split(/[ \t]*\n[ \t]*(?=:[ \t])/)
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: "hardBreak" }] : []),
      ...readText(line.replace(/[ \t]*\n[ \t]*/g, " "), marks),
    ]);
}

function readText(text: string, marks: readonly DocumentMark[]): DocumentJson[] {
  if (text === "") return [];
  return [marks.length > 0 ? { type: "text", text, marks: [...marks] } : { type: "text", text }];
}

/** Markup that the editor has no mark for is kept as it was written. */
function readHtml(value: string, marks: readonly DocumentMark[]): DocumentJson[] {
  return value
    .split(breakTags)
    .flatMap((part, index) => [
      ...(index > 0 ? [{ type: "hardBreak" }] : []),
      ...readText(part.replace(/\s*\n\s*/g, " "), marks),
    ]);
}

/** A formula in a line is kept as it was written. */
function readOther(node: { readonly type: string }, marks: readonly DocumentMark[]): DocumentJson[] {
  if (!("value" in node) || typeof node.value !== "string") return [];
  if (node.type !== "inlineMath") return readText(node.value, marks);
  const inner = node.value.replaceAll("\n", " ");
  const longest = Math.max(0, ...[...inner.matchAll(/\$+/g)].map(([run]) => run.length));
  const fence = "$".repeat(longest === 0 ? 1 : longest + 1);
  const isPadded = inner.startsWith("$") || inner.endsWith("$");
  return readText(`${fence}${isPadded ? ` ${inner} ` : inner}${fence}`, marks);
}

function isUnderlineStart(node: PhrasingContent): boolean {
  return node.type === "html" && underlineTag.open.test(node.value);
}

function findUnderlineEnd(nodes: readonly PhrasingContent[], start: number): number | undefined {
  let open = 0;
  for (let index = start; index < nodes.length; index++) {
    const node = nodes[index];
    if (node?.type !== "html") continue;
    if (underlineTag.open.test(node.value)) open += 1;
    else if (underlineTag.close.test(node.value)) open -= 1;
    if (open === 0) return index;
  }
  return undefined;
}
