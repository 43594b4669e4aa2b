import type { Root } from "mdast";
import { createSyntax } from "./syntax.ts";
import { treeFromTokens } from "./tree-from-tokens.ts";

/** Levels of quotes and items that are read; what lies deeper is kept as their text. */
export const mostLevels = 100;

const syntax = createSyntax();
const frontMatter = /^(?:---[ \t]*\n(?<yaml>(?:.*\n)*?)---|\+\+\+[ \t]*\n(?<toml>(?:.*\n)*?)\+\+\+)[ \t]*(?:\n|$)/;

/** A tree whose first block may be front matter in TOML, which the tree's types do not name. */
export interface MarkdownTree extends Root {
  readonly toml?: string;
}

/** The syntax tree of markdown: CommonMark with GitHub's tables, to-dos, strikes, addresses and footnotes, math, and front matter. */
export function parseMarkdown(markdown: string): MarkdownTree {
  const text = markdown.toWellFormed().replace(/\r\n?/g, "\n");
  const { 0: matter = "", groups } = frontMatter.exec(text) ?? { 0: "", groups: undefined };
  const blocks = treeFromTokens(syntax.parse(boundLevels(text.slice(matter.length)), {}));
  const yaml = groups?.["yaml"];
  const toml = groups?.["toml"]?.replace(/\n$/, "");
  return {
    type: "root",
    children: yaml === undefined ? blocks : [{ type: "yaml", value: yaml.replace(/\n$/, "") }, ...blocks],
    ...(toml === undefined ? {} : { toml }),
  };
}

const beginnings = String.raw`[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))`;
const tooDeep = new RegExp(`^((?:${beginnings}){${mostLevels}})(?:${beginnings})+`, "gm");

/** A line that begins more containers than may lie in one another begins as many as may. */
function boundLevels(markdown: string): string {
  return markdown.replace(tooDeep, "$1");
}
