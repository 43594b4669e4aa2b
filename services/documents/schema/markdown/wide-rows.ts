import type { MarkdownIt, StateBlock, Token } from "markdown-it";

/** Lets rows of tables keep the cells that stand beyond the head's last: by GitHub's rules they would be left out. */
export function keepWideRows({ block: { ruler } }: MarkdownIt): void {
  const readTable = ruler.__rules__.find(({ name }) => name === "table")?.fn;
  if (readTable === undefined) throw new Error("The syntax reads no tables.");
  const readWide: typeof readTable = (...input) => {
    const [state, , , isSilent] = input;
    const start = state.tokens.length;
    const isRead = readTable(...input);
    if (isRead && !isSilent) for (const token of widen(state, state.tokens.splice(start))) state.tokens.push(token);
    return isRead;
  };
  ruler.at("table", readWide, { alt: ["paragraph", "reference"] });
}

function widen(state: StateBlock, table: readonly Token[]): Token[] {
  const found: Token[] = [];
  let line = 0;
  let cells = 0;
  for (const token of table) {
    if (token.type === "tr_open") [line, cells] = [token.map?.[0] ?? line, 0];
    if (token.type === "td_open" || token.type === "th_open") cells += 1;
    if (token.type === "tr_close") {
      for (const cell of cellsOf(lineOf(state, line)).slice(cells).flatMap(makeCell)) found.push(cell);
    }
    found.push(token);
  }
  return found;

  function makeCell(content: string): Token[] {
    const [open, inline, close] = [
      new state.Token("td_open", "td", 1),
      new state.Token("inline", "", 0),
      new state.Token("td_close", "td", -1),
    ];
    inline.content = content;
    inline.children = [];
    return [open, inline, close];
  }
}

function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** A line without what it is indented by. */
export function lineOf({ src, bMarks, tShift, eMarks }: StateBlock, line: number): string {
  return src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line]);
}
