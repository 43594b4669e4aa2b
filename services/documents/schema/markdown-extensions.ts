import { type AnyExtension, flattenExtensions, getExtensionField, type MarkdownTokenizer } from "@tiptap/core";
import { createEditorExtensions } from "./extensions.ts";

const orderedItem = /^[ \t]*\d{1,9}[.)][ \t]/;
const taskItem = /^[ \t]*[-+*][ \t]+\[[ xX]\][ \t]/;
const tableRule = /^[ \t|:]*-[ \t|:-]*$/;

/** How the extensions that bring their own tokenizer begin; theirs look through all that follows at every block, which takes time by the square of a document. */
const beginnings: Readonly<Record<string, (source: string) => boolean>> = {
  orderedList: (source) => orderedItem.test(source),
  taskList: (source) => taskItem.test(source),
  table: (source) => {
    const [head, rule] = firstLines(source).split("\n");
    return head?.includes("|") === true && rule !== undefined && rule.includes("|") && tableRule.test(rule);
  },
};

/** The editor's extensions for markdown: the same blocks, read in time proportional to the text. Ordered lists begin with digits, as in CommonMark. */
export function createMarkdownExtensions(): AnyExtension[] {
  return flattenExtensions(createEditorExtensions()).map((bundle) => {
    // Flat already: what a bundle brings stands beside it in the list.
    const extension = bundle.extend({ addExtensions: () => [] });
    const begins = beginnings[extension.name];
    const tokenizer = getExtensionField<MarkdownTokenizer | undefined>(extension, "markdownTokenizer");
    if (!begins || !tokenizer) return extension;
    return extension.extend({ markdownTokenizer: narrow(tokenizer, begins) });
  });
}

function narrow(tokenizer: MarkdownTokenizer, begins: (source: string) => boolean): MarkdownTokenizer {
  return {
    ...tokenizer,
    // Asked for a place within a paragraph, where none of these blocks can begin.
    start: () => -1,
    tokenize: (source, tokens, lexer) =>
      begins(source) ? tokenizer.tokenize(source.slice(0, endOfBlock(source)), tokens, lexer) : undefined,
  };
}

function firstLines(source: string): string {
  const first = source.indexOf("\n");
  const second = first === -1 ? -1 : source.indexOf("\n", first + 1);
  return second === -1 ? source : source.slice(0, second);
}

/** Where no list or table that begins the source can go on: a blank line, then one that is neither indented nor an item. */
function endOfBlock(source: string): number {
  const border = /\n[ \t]*\n(?=[^\s])/g;
  for (let found = border.exec(source); found; found = border.exec(source)) {
    const line = source.slice(border.lastIndex, border.lastIndex + 20);
    if (!/^(?:[-+*]|\w{1,9}[.)])[ \t]/.test(line)) return border.lastIndex - 1;
  }
  return source.length;
}
