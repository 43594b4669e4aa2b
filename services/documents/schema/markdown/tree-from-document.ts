import type {
  AlignType,
  BlockContent,
  Html,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  TableCell,
  TableRow,
} from "mdast";
import type { Math as Formula } from "mdast-util-math";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { treeFromImage } from "./images.ts";
import { fenceWords, frontMatterLanguages, isBlankLine, mathLanguage } from "./shared-forms.ts";
import { treeFromInline } from "./tree-from-inline.ts";

/** What stands for a break where a line cannot end, and for an empty paragraph. */
const breakTag: Html = { type: "html", value: "<br>" };

/** The syntax tree of one block of a document that fits the schema. */
export function treeFromBlock(block: DocumentJson, isFirst: boolean): RootContent {
  // What begins with three dashes may be read as front matter.
  if (isFirst && block.type === "horizontalRule") return { type: "html", value: "***" };
  return (isFirst ? frontMatterOf(block) : undefined) ?? blockOf(block);
}

function blocksOf(nodes: readonly DocumentJson[] | undefined): BlockContent[] {
  return (nodes ?? []).map(blockOf);
}

function blockOf(block: DocumentJson): BlockContent {
  const content = block.content ?? [];
  switch (block.type) {
    case "heading":
      return { type: "heading", depth: depthOf(block.attrs?.["level"]), children: treeFromInline(content, "tag") };
    case "codeBlock":
      return codeOf(block);
    case "horizontalRule":
      return { type: "thematicBreak" };
    case "image":
      return imageOf(block);
    case "blockquote":
      return { type: "blockquote", children: isEmpty(content) ? [] : quoteOf(content) };
    case "bulletList":
    case "orderedList":
    case "taskList":
      return listOf(block);
    case "table":
      return tableOf(block);
    default:
      return paragraphOf(content);
  }
}

function imageOf(block: DocumentJson): BlockContent {
  const image = treeFromImage(block);
  return image.type === "html" ? image : { type: "paragraph", children: [image] };
}

function paragraphOf(content: readonly DocumentJson[]): Paragraph {
  if (content.length === 0) return { type: "paragraph", children: [breakTag] };
  if (isBlankLine(content)) return { type: "paragraph", children: [breakTag, ...content.map(() => breakTag)] };
  return { type: "paragraph", children: treeFromInline(content, "line") };
}

/** The kind of a callout and what follows it are lines of one paragraph. */
function quoteOf(content: readonly DocumentJson[]): BlockContent[] {
  const blocks = blocksOf(content);
  const [first, second, ...others] = blocks;
  const words = content[0]?.content?.map(({ text }) => text ?? "\n").join("") ?? "";
  const hasWords = (content[1]?.content ?? []).length > 0;
  if (first?.type !== "paragraph" || second?.type !== "paragraph" || !hasWords) return blocks;
  if (!/^\[!\w+\]$/.test(words)) return blocks;
  const lines: PhrasingContent[] = [...first.children, { type: "text", value: "\n" }, ...second.children];
  return [{ type: "paragraph", children: lines }, ...others];
}

function codeOf({ attrs, content }: DocumentJson): BlockContent {
  const value = (content ?? []).map(({ text }) => text ?? "").join("");
  const language = typeof attrs?.["language"] === "string" ? fenceWords(attrs["language"]) : "";
  const formula: Formula = { type: "math", value };
  if (language === mathLanguage && !value.includes("$$")) return formula;
  const [lang, ...meta] = language.split(" ");
  return { type: "code", value, lang: lang || null, meta: meta.join(" ") || null };
}

/** What a document begins with may be front matter. */
function frontMatterOf({ type, attrs, content }: DocumentJson): RootContent | undefined {
  const form = frontMatterLanguages.findIndex((language) => type === "codeBlock" && attrs?.["language"] === language);
  if (form < 0) return undefined;
  const value = (content ?? []).map(({ text }) => text ?? "").join("");
  const fence = form === 0 ? "---" : "+++";
  if (value.split("\n").some((line) => line.trimEnd() === fence)) return undefined;
  return { type: "html", value: `${fence}\n${value}${value === "" ? "" : "\n"}${fence}` };
}

function listOf({ type, attrs, content }: DocumentJson): List {
  const isOrdered = type === "orderedList";
  const start = attrs?.["start"];
  return {
    type: "list",
    ordered: isOrdered,
    start: isOrdered && typeof start === "number" ? Math.min(Math.max(Math.trunc(start), 0), 999_999_999) : null,
    spread: false,
    children: (content ?? []).map((item) => itemOf(item)),
  };
}

function itemOf({ type, attrs, content = [] }: DocumentJson): ListItem {
  const isTask = type === "taskItem";
  const [first, next] = content;
  const isEmptyFirst = first?.type === "paragraph" && (first.content ?? []).length === 0;
  // A block that cannot stand first in an item has an empty paragraph before it.
  const isImplied = isEmptyFirst && !isTask && next?.type !== "paragraph";
  const children = blocksOf(isImplied ? content.slice(1) : content);
  const isBare = isTask && isEmptyFirst && content.length === 1;
  // What follows markup without an empty line is read as part of it.
  const isSpread = children.some(
    ({ type }, index) => index > 0 && (type !== "list" || children[index - 1]?.type === "html"),
  );
  return {
    type: "listItem",
    spread: isSpread,
    checked: isTask && !isBare ? attrs?.["checked"] === true : null,
    children: isBare ? [{ type: "paragraph", children: [boxOf(attrs?.["checked"] === true)] }] : children,
  };
}

function boxOf(isChecked: boolean): Html {
  return { type: "html", value: isChecked ? "[x]" : "[ ]" };
}

function tableOf({ content = [] }: DocumentJson): Table {
  const rows = content.map((row): TableRow => ({ type: "tableRow", children: (row.content ?? []).flatMap(cellsOf) }));
  const width = Math.max(1, ...rows.map(({ children }) => children.length));
  const hasHead = content[0]?.content?.some(({ type }) => type === "tableHeader") === true;
  const emptyCell = (): TableCell => ({ type: "tableCell", children: [] });
  const head: TableRow = { type: "tableRow", children: Array.from({ length: width }, emptyCell) };
  // A head of empty cells would be taken for that of a table without one.
  const [first] = rows;
  const isEmptyHead = hasHead && first?.children.every(({ children }) => children.length === 0) === true;
  if (isEmptyHead) first?.children[0]?.children.push(breakTag);
  for (const { children } of rows) while (children.length < width) children.push(emptyCell());
  return { type: "table", align: alignOf(content[0]?.content ?? []), children: hasHead ? rows : [head, ...rows] };
}

/** A cell that covers several columns has empty ones behind it. */
function cellsOf(cell: DocumentJson): TableCell[] {
  const span = typeof cell.attrs?.["colspan"] === "number" ? cell.attrs["colspan"] : 1;
  const covered = Array.from({ length: Math.max(span - 1, 0) }, (): TableCell => ({ type: "tableCell", children: [] }));
  return [{ type: "tableCell", children: lineOf(cell.content ?? []) }, ...covered];
}

function alignOf(cells: readonly DocumentJson[]): AlignType[] {
  return cells.flatMap(({ attrs }) => {
    const align = attrs?.["align"];
    const known = align === "left" || align === "center" || align === "right" ? align : null;
    const span = typeof attrs?.["colspan"] === "number" ? attrs["colspan"] : 1;
    return Array.from({ length: Math.max(span, 1) }, () => known);
  });
}

/** All blocks of a cell as one line: markdown has no other cells. */
function lineOf(blocks: readonly DocumentJson[], prefix = ""): PhrasingContent[] {
  const [only, ...others] = blocks;
  if (others.length === 0 && isBlankLine(only?.content ?? []))
    return [breakTag, ...(only?.content ?? []).map(() => breakTag)];
  const lines = blocks.flatMap((block) => linesOf(block, prefix));
  return lines.flatMap((line, index) => (index > 0 ? [breakTag, ...line] : line));
}

function linesOf(block: DocumentJson, prefix: string): PhrasingContent[][] {
  const content = block.content ?? [];
  if (block.type === "paragraph" || block.type === "heading") {
    return [treeFromInline(prefix === "" ? content : [{ type: "text", text: prefix }, ...content], "tag")];
  }
  if (block.type === "image") return [[treeFromImage(block)]];
  if (block.type === "codeBlock") {
    const lines = content
      .map(({ text }) => text ?? "")
      .join("")
      .split("\n");
    return lines.map((text) =>
      treeFromInline(text === "" ? [] : [{ type: "text", text, marks: [{ type: "code" }] }], "tag"),
    );
  }
  const isItem = block.type === "listItem" || block.type === "taskItem";
  return content.flatMap((child, index) => linesOf(child, isItem && index === 0 ? "• " : ""));
}

function depthOf(level: unknown): 1 | 2 | 3 | 4 {
  return level === 2 || level === 3 || level === 4 ? level : 1;
}

function isEmpty(content: readonly DocumentJson[]): boolean {
  const [only, ...others] = content;
  return (
    others.length === 0 && (only === undefined || (only.type === "paragraph" && (only.content ?? []).length === 0))
  );
}
