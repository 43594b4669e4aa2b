import { Extension } from "@tiptap/core";
import type { Fragment, Node, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";

/** What is copied reads well as plain text: lists have their marks, cells stand between tabs. */
export const ClipboardText = Extension.create({
  name: "clipboardText",
  priority: 1_050,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("clipboardText"),
        props: { clipboardTextSerializer: (slice) => textOfSlice(slice) },
      }),
    ];
  },
});

/** A piece of a document as plain text. Words from inside one block are just those words. */
export function textOfSlice({ content }: Slice): string {
  const lone = findLoneBlock(content);
  return lone === undefined ? textOfBlocks(content) : textOfLine(lone);
}

function findLoneBlock(content: Fragment): Node | undefined {
  const only = content.childCount === 1 ? content.firstChild : null;
  if (only === null) return undefined;
  return only.isTextblock ? only : findLoneBlock(only.content);
}

function textOfBlocks(content: Fragment): string {
  let text = "";
  let last: Node | undefined;
  for (const node of content.content) {
    if (last !== undefined) text += isClose(last, node) ? "\n" : "\n\n";
    text += textOfBlock(node);
    last = node;
  }
  return text;
}

/** Items and rows stand without a blank line between them, as do the words of an item and the list below. */
function isClose(above: Node, below: Node): boolean {
  return !above.isBlock || ["listItem", "taskItem", "tableRow"].includes(below.type.name);
}

function textOfBlock(node: Node): string {
  switch (node.type.name) {
    case "bulletList":
      return textOfItems(node, () => "- ");
    case "orderedList": {
      const start = Number(node.attrs["start"] ?? 1);
      return textOfItems(node, (index) => `${start + index}. `);
    }
    case "taskList":
      return textOfItems(node, (_index, item) => (item.attrs["checked"] === true ? "- [x] " : "- [ ] "));
    case "table":
      return node.children.map(textOfRow).join("\n");
    case "tableRow":
      return textOfRow(node);
    case "horizontalRule":
      return "---";
    case "image":
      return typeof node.attrs["alt"] === "string" ? node.attrs["alt"] : "";
    default:
      return node.isTextblock ? textOfLine(node) : textOfBlocks(node.content);
  }
}

function textOfItems(list: Node, mark: (index: number, item: Node) => string): string {
  const lines = list.children.map((item, index) => {
    const sign = mark(index, item);
    const text = item.children.map(textOfBlock).join("\n");
    return sign + text.replaceAll("\n", `\n${" ".repeat(sign.startsWith("- ") ? 2 : sign.length)}`);
  });
  return lines.join("\n");
}

function textOfRow(row: Node): string {
  return row.children.map((cell) => quoteCell(textOfBlocks(cell.content))).join("\t");
}

/** As spreadsheets write a cell that holds lines, tabs or quotes. */
function quoteCell(text: string): string {
  return /[\n\t]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOfLine(block: Node): string {
  return block.textBetween(0, block.content.size, "\n", (leaf) => {
    if (leaf.type.name === "hardBreak") return "\n";
    const say: unknown = leaf.type.name === "mention" ? leaf.type.spec["toText"] : undefined;
    return typeof say === "function" ? String(say({ node: leaf })) : "";
  });
}
