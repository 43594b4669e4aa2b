import type { JSONContent } from "@tiptap/core";

/** Noncharacters that no text holds; they stand for backslashes while markdown is written. */
const escaped = "\ufdd0";
/** What would begin a block if it began a line; the backslash goes before the last sign captured. */
const blockBeginnings: readonly RegExp[] = [/^()(#{1,6}(?:\s|$))/, /^()([-+=]+(?:\s|$))/, /^(\d{1,9})([.)](?:\s|$))/];

/** Marks signs that the markdown writer leaves alone although they would be read as the beginning of a block or of a table cell. */
export function protectText(node: JSONContent): JSONContent {
  return protectNode(node, false);
}

/** Turns the marks into backslashes. */
export function revealProtected(markdown: string): string {
  return markdown.replaceAll(escaped, "\\");
}

function protectNode(node: JSONContent, isInTable: boolean): JSONContent {
  if (!node.content || node.type === "codeBlock") return node;
  const inTable = isInTable || node.type === "table";
  const content = node.content.map((child, index, siblings) => {
    if (child.text === undefined) return protectNode(child, inTable);
    const beginsLine = node.type === "paragraph" && siblings[index - 1]?.text === undefined;
    const text = beginsLine && !isCode(child) ? protectLine(child.text) : child.text;
    return { ...child, text: inTable ? text.replaceAll("|", `${escaped}|`) : text };
  });
  // The kind of numbers is no markdown; without it the list is numbered by digits.
  if (node.type === "orderedList") return { ...node, attrs: { ...node.attrs, type: null }, content };
  return { ...node, content };
}

function isCode(text: JSONContent): boolean {
  return text.marks?.some((mark) => mark.type === "code") ?? false;
}

function protectLine(text: string): string {
  const line = text.trimStart();
  for (const beginning of blockBeginnings) {
    if (beginning.test(line)) return line.replace(beginning, `$1${escaped}$2`);
  }
  return line;
}
