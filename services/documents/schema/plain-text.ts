import type { DocumentJson } from "./document-json.ts";

/** The text of a document with a line break between blocks, without the names of what it mentions; needs no editor. */
export function plainText(document: DocumentJson): string {
  const lines: string[] = [];
  collectLines(document, lines);
  return lines.join("\n");
}

function isInline(node: DocumentJson): boolean {
  return node.type === "text" || node.type === "hardBreak" || node.type === "mention";
}

/** What is said of an image can be found like any other words. */
function wordsOfImage({ attrs }: DocumentJson): string[] {
  return [attrs?.["alt"], attrs?.["title"]].filter((words) => typeof words === "string");
}

function collectLines(node: DocumentJson, lines: string[]): void {
  let line: string | undefined;
  for (const child of node.content ?? []) {
    if (isInline(child)) {
      line = (line ?? "") + (child.type === "hardBreak" ? "\n" : (child.text ?? ""));
      continue;
    }
    if (line !== undefined) lines.push(line);
    line = undefined;
    if (child.type === "image") lines.push(...wordsOfImage(child));
    collectLines(child, lines);
  }
  if (line !== undefined) lines.push(line);
}
