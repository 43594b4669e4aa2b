import type { Token } from "markdown-it";
import type {
  AlignType,
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  TableCell,
  TableRow,
} from "mdast";
import type {} from "mdast-util-math";

type Block = BlockContent | DefinitionContent;

/** Tokens and how far they are read. */
interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** The blocks that markdown's tokens stand for. */
export function treeFromTokens(tokens: readonly Token[]): Block[] {
  return readBlocks({ tokens, at: 0 });
}

/** Reads to the token that ends what the blocks lie in, and past it. */
function readBlocks(cursor: Cursor, end?: string): Block[] {
  const blocks: Block[] = [];
  for (let token = take(cursor); token !== undefined && token.type !== end; token = take(cursor)) {
    const block = readBlock(token, cursor);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

function take(cursor: Cursor): Token | undefined {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  return token;
}

function readBlock(token: Token, cursor: Cursor): Block | undefined {
  switch (token.type) {
    case "paragraph_open":
      return { type: "paragraph", children: readLine(cursor, "paragraph_close") };
    case "heading_open":
      return { type: "heading", depth: depthOf(token), children: readLine(cursor, "heading_close") };
    case "hr":
      return { type: "thematicBreak" };
    case "fence":
      return { type: "code", lang: token.info, value: withoutLastBreak(token.content) };
    case "code_block":
      return { type: "code", value: withoutLastBreak(token.content) };
    case "math_block":
      return { type: "math", value: token.content };
    case "html_block":
      return { type: "html", value: withoutLastBreak(token.content) };
    case "blockquote_open":
      return { type: "blockquote", children: readBlocks(cursor, "blockquote_close") };
    case "bullet_list_open":
      return readList({ ordered: false }, cursor, "bullet_list_close");
    case "ordered_list_open":
      return readList({ ordered: true, start: Number(token.attrGet("start") ?? 1) }, cursor, "ordered_list_close");
    case "table_open":
      return readTable(cursor);
    case "footnote_open": {
      const label = String(token.meta?.["label"]);
      return { type: "footnoteDefinition", identifier: label, label, children: readBlocks(cursor, "footnote_close") };
    }
    default:
      return undefined;
  }
}

function depthOf({ tag }: Token): 1 | 2 | 3 | 4 | 5 | 6 {
  const depths = [1, 2, 3, 4, 5, 6] as const;
  return depths.find((depth) => tag === `h${depth}`) ?? 1;
}

function withoutLastBreak(text: string): string {
  return text.replace(/\n$/, "");
}

function readList(kind: Pick<List, "ordered" | "start">, cursor: Cursor, end: string): List {
  const children: ListItem[] = [];
  for (let token = take(cursor); token !== undefined && token.type !== end; token = take(cursor)) {
    const [opening, line] = cursor.tokens.slice(cursor.at, cursor.at + 2);
    const box = opening?.type === "paragraph_open" ? /^\[([ xX])\][ \t]+(?=\S)/.exec(line?.content ?? "") : null;
    const blocks = readBlocks(cursor, "list_item_close");
    const [first] = blocks;
    if (box === null || first?.type !== "paragraph") children.push({ type: "listItem", children: blocks });
    else {
      takeOff(first, box[0].length);
      children.push({ type: "listItem", checked: box[1] !== " ", children: blocks });
    }
  }
  return { type: "list", ...kind, children };
}

/** Takes signs off the beginning of a paragraph. */
function takeOff({ children }: Paragraph, count: number): void {
  const [first] = children;
  if (first?.type !== "text") return;
  first.value = first.value.slice(count);
  if (first.value === "") children.shift();
}

function readTable(cursor: Cursor): Block {
  const rows: TableRow[] = [];
  const align: AlignType[] = [];
  let cells: TableCell[] = [];
  for (let token = take(cursor); token !== undefined && token.type !== "table_close"; token = take(cursor)) {
    if (token.type === "tr_open") {
      cells = [];
      rows.push({ type: "tableRow", children: cells });
    } else if (token.type === "th_open" || token.type === "td_open") {
      if (token.type === "th_open") align.push(alignOf(token));
      cells.push({ type: "tableCell", children: readLine(cursor, token.type.replace("open", "close")) });
    }
  }
  return { type: "table", align, children: rows };
}

function alignOf(token: Token): AlignType {
  const sides = ["left", "center", "right"] as const;
  return sides.find((side) => token.attrGet("style") === `text-align:${side}`) ?? null;
}

/** What stands in a block of one line, up to the token that ends the block. */
function readLine(cursor: Cursor, end: string): PhrasingContent[] {
  const line: PhrasingContent[] = [];
  for (let token = take(cursor); token !== undefined && token.type !== end; token = take(cursor)) {
    for (const node of readInline({ tokens: token.children ?? [], at: 0 })) line.push(node);
  }
  return line;
}

function readInline(cursor: Cursor, end?: string): PhrasingContent[] {
  const found: PhrasingContent[] = [];
  for (let token = take(cursor); token !== undefined && token.type !== end; token = take(cursor)) {
    const node = readSpan(token, cursor);
    const last = found.at(-1);
    if (node.type === "text" && last?.type === "text") last.value += node.value;
    else if (node.type !== "text" || node.value !== "") found.push(node);
  }
  return found;
}

function readSpan(token: Token, cursor: Cursor): PhrasingContent {
  switch (token.type) {
    case "em_open":
      return { type: "emphasis", children: readInline(cursor, "em_close") };
    case "strong_open":
      return { type: "strong", children: readInline(cursor, "strong_close") };
    case "s_open":
      return { type: "delete", children: readInline(cursor, "s_close") };
    case "link_open": {
      const url = String(token.attrGet("href") ?? "");
      return { type: "link", url, title: titleOf(token), children: readInline(cursor, "link_close") };
    }
    case "image":
      return { type: "image", url: String(token.attrGet("src") ?? ""), title: titleOf(token), alt: altOf(token) };
    case "code_inline":
      return { type: "inlineCode", value: token.content };
    case "math_inline":
      return { type: "inlineMath", value: token.content };
    case "html_inline":
      return { type: "html", value: token.content };
    case "hardbreak":
      return { type: "break" };
    case "softbreak":
      return { type: "text", value: "\n" };
    default:
      return { type: "text", value: token.content };
  }
}

function titleOf(token: Token): string | null {
  const title = token.attrGet("title");
  return title === null ? null : String(title);
}

/** The words of what stands for an image. */
function altOf(token: Token): string {
  return (token.children ?? []).map((child) => (child.children === null ? textOf(child) : altOf(child))).join("");
}

function textOf({ type, content }: Token): string {
  return type === "softbreak" || type === "hardbreak" ? "\n" : content;
}
