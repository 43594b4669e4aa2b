const listStyle = /mso-list:\s*(\S+)\s+level(\d+)/i;
const ignored = /mso-list:\s*ignore/i;
const number = /^\(?(\d+|[a-z]|[ivxl]+)[.)]/i;

interface Line {
  readonly paragraph: Element;
  /** From 1. */
  readonly level: number;
  /** What Word draws before the words. */
  readonly mark: string;
}

/** Word puts lists on the clipboard as paragraphs that begin with a drawn bullet or number; they become lists without it. */
export function convertWordLists(root: Document): void {
  for (const paragraph of [...root.querySelectorAll("[style*=mso-list]")]) {
    // Taken into a list with one before it.
    if (paragraph.closest("li") !== null) continue;
    const lines = collectLines(paragraph);
    if (lines.length > 0) replaceLines(lines);
  }
}

function collectLines(first: Element): Line[] {
  const lines: Line[] = [];
  let at: Element | null = first;
  while (at !== null) {
    const line = readLine(at);
    if (line === undefined) break;
    lines.push(line);
    at = at.nextElementSibling;
  }
  return lines;
}

function readLine(paragraph: Element): Line | undefined {
  const found = listStyle.exec(paragraph.getAttribute("style") ?? "");
  if (found === null || !/^(P|H\d|DIV)$/.test(paragraph.tagName)) return undefined;
  const drawn = [...paragraph.querySelectorAll("span")].find((span) => ignored.test(span.getAttribute("style") ?? ""));
  return { paragraph, level: Number(found[2]), mark: drawn?.textContent?.trim() ?? "" };
}

function replaceLines(lines: readonly Line[]): void {
  const open: { readonly list: Element; readonly level: number }[] = [];
  for (const { paragraph, level, mark } of lines) {
    for (const span of [...paragraph.querySelectorAll("span")]) {
      if (ignored.test(span.getAttribute("style") ?? "")) span.remove();
    }
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const isNumbered = number.test(mark);
    let current = open.at(-1);
    if (current !== undefined && current.level >= level && (current.list.tagName === "OL") !== isNumbered) {
      open.pop();
      current = open.at(-1);
    }
    if (current === undefined || current.level < level) {
      const list = createList(paragraph.ownerDocument, isNumbered ? mark : undefined);
      const above = current?.list.lastElementChild;
      if (above === undefined || above === null) lines[0]?.paragraph.before(list);
      else above.append(list);
      current = { list, level };
      open.push(current);
    }
    const item = current.list.appendChild(paragraph.ownerDocument.createElement("li"));
    const words = item.appendChild(paragraph.ownerDocument.createElement("p"));
    words.append(...paragraph.childNodes);
  }
  for (const { paragraph } of lines) paragraph.remove();
}

function createList(root: Document, mark: string | undefined): Element {
  const list = root.createElement(mark === undefined ? "ul" : "ol");
  const start = Number.parseInt(mark?.replace("(", "") ?? "", 10);
  if (start > 1) list.setAttribute("start", String(start));
  return list;
}
