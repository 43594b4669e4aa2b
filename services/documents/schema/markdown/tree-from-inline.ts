import type { Html, PhrasingContent } from "mdast";
import type { DocumentJson, DocumentMark } from "#services/documents/schema/document-json.ts";

/** How a break is written: as the end of a line, or as a tag where a line cannot end. */
export type BreakForm = "line" | "tag";

/** Marks from the outermost to the innermost where several are equally long. */
const nesting = ["link", "bold", "italic", "strike", "underline"] as const;

type Marked = DocumentJson & { readonly left: readonly DocumentMark[] };

/** What stands in a line, with marks as parts around what they are on. */
export function treeFromInline(content: readonly DocumentJson[], breaks: BreakForm): PhrasingContent[] {
  return build(
    content.map((node) => ({ ...node, left: marksOf(node) })),
    breaks,
  );
}

/** Code is a part by itself; other marks go around it. */
function marksOf({ marks }: DocumentJson): readonly DocumentMark[] {
  return (marks ?? []).filter(({ type }) => type !== "code");
}

function build(nodes: readonly Marked[], breaks: BreakForm): PhrasingContent[] {
  const built: PhrasingContent[] = [];
  for (let from = 0; from < nodes.length; ) {
    const node = nodes[from];
    if (node === undefined) break;
    const longest = longestMark(nodes, from);
    if (longest === undefined) {
      const isDefined = breaks === "line" && isBeforeDefinition(nodes, from);
      built.push(isDefined ? tag("\n") : leafOf(node, breakFormAt(nodes, { at: from, breaks })));
      from += 1;
      continue;
    }
    const inside = nodes.slice(from, longest.to).map((one) => ({ ...one, left: without(one.left, longest.mark) }));
    for (const part of wrap(longest.mark, build(inside, breaks))) built.push(part);
    from = longest.to;
  }
  return built;
}

/** A line that defines the one above it needs no sign that a line ends. */
function isBeforeDefinition(nodes: readonly Marked[], at: number): boolean {
  const [before, node, after, next] = [nodes[at - 1], nodes[at], nodes[at + 1], nodes[at + 2]];
  const isPlain = (after?.marks ?? []).length === 0;
  const text = after?.text ?? "";
  const isDefinition = text.startsWith(": ") && (text.trim() !== ":" || next?.text !== undefined);
  return node?.text === undefined && isPlain && isDefinition && /\S$/.test(before?.text ?? "");
}

/** A line ends only between words. */
function breakFormAt(
  nodes: readonly Marked[],
  { at, breaks }: { readonly at: number; readonly breaks: BreakForm },
): BreakForm {
  const around = [nodes[at - 1], nodes[at + 1]];
  const isBetweenWords = around.every((node) => node?.text !== undefined && node.text.trim() !== "");
  return isBetweenWords ? breaks : "tag";
}

function longestMark(nodes: readonly Marked[], from: number): { mark: DocumentMark; to: number } | undefined {
  let found: { mark: DocumentMark; to: number } | undefined;
  const known = nesting.flatMap((type) => nodes[from]?.left.find((mark) => mark.type === type) ?? []);
  for (const mark of known) {
    let to = from + 1;
    while (nodes[to]?.left.some((one) => isSameMark(one, mark))) to += 1;
    if (found === undefined || to > found.to) found = { mark, to };
  }
  return found;
}

function isSameMark(one: DocumentMark, other: DocumentMark): boolean {
  return one.type === other.type && (one.type !== "link" || JSON.stringify(one.attrs) === JSON.stringify(other.attrs));
}

function without(marks: readonly DocumentMark[], gone: DocumentMark): readonly DocumentMark[] {
  return marks.filter((mark) => mark.type !== gone.type);
}

function wrap(mark: DocumentMark, children: PhrasingContent[]): PhrasingContent[] {
  switch (mark.type) {
    case "bold":
      return [{ type: "strong", children }];
    case "italic":
      return [{ type: "emphasis", children }];
    case "strike":
      return [{ type: "delete", children }];
    case "link":
      return [{ type: "link", url: textOf(mark, "href") ?? "", title: textOf(mark, "title") ?? null, children }];
    default:
      return [tag("<u>"), ...children, tag("</u>")];
  }
}

function leafOf(node: Marked, breaks: BreakForm): PhrasingContent {
  if (node.type === "mention") return { type: "link", url: String(node.attrs?.["href"]), children: [] };
  if (node.text === undefined) return breaks === "line" ? { type: "break" } : tag("<br>");
  const isCode = node.marks?.some(({ type }) => type === "code") === true;
  return { type: isCode ? "inlineCode" : "text", value: node.text.replace(/\s*\n\s*/g, " ") };
}

function tag(value: string): Html {
  return { type: "html", value };
}

function textOf({ attrs }: DocumentMark, name: string): string | undefined {
  const value = attrs?.[name];
  return typeof value === "string" ? value : undefined;
}
