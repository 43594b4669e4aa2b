/** What a piece of plain text is, so that it can be pasted as what it means. */
export type PastedText =
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "markdown" }
  | { readonly kind: "plain" };

const blockMarks = [
  /^#{1,6} \S/m,
  /^ {0,3}[-*+] \S/m,
  /^ {0,3}\d{1,9}[.)] \S/m,
  /^ {0,3}>\s?\S/m,
  /^ {0,3}(```|~~~)/m,
  /^ {0,3}(-{3,}|\*{3,}|_{3,})\s*$/m,
  /^\|.*\|\s*$\n^\|[\s:|-]+\|\s*$/m,
];
const inlineMarks = [/\*\*\S(?:.*\S)?\*\*/, /(?<![\w~])~~\S.*?~~/, /(?<!`)`[^`\n]+`(?!`)/, /\[[^\]\n]+\]\([^)\s]+\)/];

/** Tabs in every line make a table (what a spreadsheet copies); Markdown is recognised by its marks. */
export function recogniseText(text: string): PastedText {
  const rows = splitTable(text);
  if (rows !== undefined) {
    return { kind: "table", rows };
  }
  const isMarkdown = [...blockMarks, ...inlineMarks].some((mark) => mark.test(text));
  return { kind: isMarkdown ? "markdown" : "plain" };
}

function splitTable(text: string): readonly (readonly string[])[] | undefined {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  // A tab at the start of a line indents code; a table's lines hold tabs between cells.
  if (!lines.every((line) => line.includes("\t")) || lines.every((line) => /^\t+[^\t]*$/.test(line))) {
    return undefined;
  }
  const rows = lines.map((line) => line.split("\t").map(unquote));
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => "")]);
}

function unquote(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"')
    ? trimmed.slice(1, -1).replaceAll('""', '"')
    : trimmed;
}
