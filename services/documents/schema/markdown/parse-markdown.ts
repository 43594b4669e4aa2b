import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { mathFromMarkdown } from "mdast-util-math";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";

/** Levels of quotes and items that are read; what lies deeper is kept as their text. */
export const mostLevels = 100;

const syntax = [gfm(), math(), frontmatter(["yaml", "toml"])];
// Addresses are found by the syntax; looking for them once more in the finished tree takes as long as all the rest.
const { transforms: _search, ...autolinks } = gfmAutolinkLiteralFromMarkdown();
const meaning = [
  autolinks,
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
  mathFromMarkdown(),
  frontmatterFromMarkdown(["yaml", "toml"]),
];

/** The syntax tree of markdown: CommonMark with GitHub's tables, to-dos, strikes, addresses and footnotes, math, and front matter. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(boundLevels(markdown.toWellFormed()), { extensions: syntax, mdastExtensions: meaning });
}

const beginnings = String.raw`[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))`;
const tooDeep = new RegExp(`^((?:${beginnings}){${mostLevels}})(?:${beginnings})+`, "gm");

/** A line that begins more containers than may lie in one another begins as many as may. */
function boundLevels(markdown: string): string {
  return markdown.replace(tooDeep, "$1");
}

/** The words of a part of a tree. */
export function wordsOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}
