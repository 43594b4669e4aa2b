import type {
  AlignType,
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  PhrasingContent,
  RootContent,
  Table,
  TableCell,
} from "mdast";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { headingLevels } from "#services/documents/schema/extensions.ts";
import { imagesOfHtml, splitAtImages } from "./images.ts";
import { readInline } from "./inline-from-tree.ts";
import { type MarkdownTree, mostLevels } from "./parse-markdown.ts";
import { fenceWords, frontMatterLanguages, isBlankLine, mathLanguage } from "./shared-forms.ts";

type Block = RootContent | BlockContent | DefinitionContent;

/** The blocks that a markdown tree describes; nothing says that they fit the schema. */
export function documentFromTree(root: MarkdownTree): DocumentJson {
  const blocks = readAll(root.children, 0);
  const [, toml] = frontMatterLanguages;
  return { type: "doc", content: root.toml === undefined ? blocks : [codeBlock(root.toml, toml), ...blocks] };
}

function readAll(nodes: readonly Block[], level: number): DocumentJson[] {
  return nodes.flatMap((node) => read(node, level));
}

function read(node: Block, level: number): DocumentJson[] {
  switch (node.type) {
    case "paragraph":
      return readParagraph(node.children);
    case "heading": {
      const depth = Math.min(node.depth, headingLevels.length);
      return [{ type: "heading", attrs: { level: depth }, content: readInline(node.children) }];
    }
    case "thematicBreak":
      return [{ type: "horizontalRule" }];
    case "code":
      return [codeBlock(node.value, fenceWords([node.lang, node.meta].join(" ")) || null)];
    case "math":
      return [codeBlock(node.value, mathLanguage)];
    case "yaml":
      return [codeBlock(node.value, frontMatterLanguages[0])];
    case "html":
      return readHtml(node.value);
    case "blockquote":
      return contain(
        level,
        (inner) => [{ type: "blockquote", content: readQuote(node.children, inner) }],
        node.children,
      );
    case "list":
      return contain(level, (inner) => readList(node, inner), itemsOf(node));
    case "table":
      return [readTable(node)];
    case "footnoteDefinition":
      return withPrefix(`[^${node.label ?? node.identifier}]: `, readAll(node.children, level));
    default:
      return [];
  }
}

/** A paragraph, or several with the pictures between them. */
function readParagraph(nodes: readonly PhrasingContent[]): DocumentJson[] {
  return splitAtImages(nodes).map((part) =>
    part.kind === "image" ? part.block : { type: "paragraph", content: withoutOnlyBreak(readInline(part.nodes)) },
  );
}

/** What lies too deep is kept, without what it lies in. */
function contain(level: number, make: (inner: number) => DocumentJson[], children: readonly Block[]): DocumentJson[] {
  return level < mostLevels ? make(level + 1) : readAll(children, level);
}

/** The kind of a callout stands in a line of its own. */
function readQuote(children: readonly Block[], level: number): DocumentJson[] {
  const [first, ...rest] = children;
  const [text, ...words] = first?.type === "paragraph" ? first.children : [];
  const kind = text?.type === "text" ? /^(\[!\w+\])\n/.exec(text.value) : null;
  if (first?.type !== "paragraph" || text?.type !== "text" || kind?.[1] === undefined) return readAll(children, level);
  const left = { ...text, value: text.value.slice(kind[0].length) };
  return [
    { type: "paragraph", content: [{ type: "text", text: kind[1] }] },
    ...readAll([{ ...first, children: [left, ...words] }, ...rest], level),
  ];
}

/** A list may hold items with and without a box: each run of one kind is a list. */
function readList(list: List, level: number): DocumentJson[] {
  const lists: DocumentJson[] = [];
  let position = list.start ?? 1;
  for (const item of list.children) {
    const isTask = list.ordered !== true && isCheckable(item);
    const type = isTask ? "taskList" : list.ordered === true ? "orderedList" : "bulletList";
    let last = lists.at(-1);
    if (last?.type !== type) {
      last = { type, content: [], ...(type === "orderedList" ? { attrs: { start: position } } : {}) };
      lists.push(last);
    }
    last.content?.push(isTask ? readTask(item, level) : readItem(item, level));
    position += 1;
  }
  return lists;
}

function readItem(item: ListItem, level: number): DocumentJson {
  const content = withParagraph(readAll(item.children, level));
  // Numbered to-dos are none in the editor: the box is kept as it was written.
  const box = typeof item.checked === "boolean" ? `[${item.checked ? "x" : " "}] ` : "";
  return { type: "listItem", content: withPrefix(box, content) };
}

function readTask(item: ListItem, level: number): DocumentJson {
  const [first, ...rest] = item.children;
  const isBox = typeof item.checked !== "boolean";
  const children = isBox && first?.type === "paragraph" ? [{ ...first, children: [] }, ...rest] : item.children;
  const checked = isBox ? boxOf(item) === "x" : item.checked === true;
  return { type: "taskItem", attrs: { checked }, content: withParagraph(readAll(children, level)) };
}

function readTable(table: Table): DocumentJson {
  const [head, ...rows] = table.children;
  const isHeadless = head?.children.every(({ children }) => children.length === 0) === true && rows.length > 0;
  const width = table.children.reduce((most, { children }) => Math.max(most, children.length), 0);
  const makeRow = (cells: readonly TableCell[], type: string): DocumentJson => ({
    type: "tableRow",
    content: Array.from({ length: width }, (_, column) => readCell(cells[column], type, table.align?.[column])),
  });
  const body = rows.map(({ children }) => makeRow(children, "tableCell"));
  const content = isHeadless || head === undefined ? body : [makeRow(head.children, "tableHeader"), ...body];
  return { type: "table", content };
}

function readCell(cell: TableCell | undefined, type: string, align: AlignType | undefined): DocumentJson {
  const content = readParagraph(cell?.children ?? []);
  return { type, ...(align ? { attrs: { align } } : {}), content };
}

/** Markup of a page is kept as it was written; a line that is nothing but breaks stands for an empty one. */
function readHtml(value: string): DocumentJson[] {
  return value
    .split(/\n[ \t]*\n\s*/)
    .filter((part) => part.trim() !== "")
    .flatMap((part) => imagesOfHtml(part) ?? readParagraph([{ type: "html", value: part }]));
}

function itemsOf(list: List): (BlockContent | DefinitionContent)[] {
  return list.children.flatMap((item) => item.children);
}

/** An item begins with a paragraph. */
function withParagraph(content: DocumentJson[]): DocumentJson[] {
  return content[0]?.type === "paragraph" ? content : [{ type: "paragraph" }, ...content];
}

function withPrefix(prefix: string, content: DocumentJson[]): DocumentJson[] {
  if (prefix === "") return content;
  const [first, ...rest] = withParagraph(content);
  return [{ type: "paragraph", content: [{ type: "text", text: prefix }, ...(first?.content ?? [])] }, ...rest];
}

function codeBlock(text: string, language: string | null): DocumentJson {
  return { type: "codeBlock", attrs: { language }, content: text === "" ? [] : [{ type: "text", text }] };
}

/** A box with nothing behind it is only text to the syntax. */
function boxOf({ children }: ListItem): string | undefined {
  const [first] = children;
  const [text, ...rest] = first?.type === "paragraph" ? first.children : [];
  if (text?.type !== "text" || rest.length > 0) return undefined;
  return /^\[([ xX])\]$/.exec(text.value)?.[1]?.toLowerCase();
}

function isCheckable(item: ListItem): boolean {
  return typeof item.checked === "boolean" || boxOf(item) !== undefined;
}

/** A paragraph that is only breaks has one less than is written: one alone stands for an empty paragraph. */
function withoutOnlyBreak(content: DocumentJson[]): DocumentJson[] {
  return isBlankLine(content) ? content.slice(1) : content;
}
