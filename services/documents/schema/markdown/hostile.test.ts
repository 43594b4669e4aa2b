import { expect, test } from "vitest";
import { documentFromMarkdown, markdownFromDocument } from "#services/documents/schema/markdown.ts";
import { plainText } from "#services/documents/schema/plain-text.ts";

/** How long anything may take to be read, in milliseconds. */
const boundMs = 5_000;
const many = 10_000;

function repeated(part: string, bytes: number): string {
  return part.repeat(Math.ceil(bytes / part.length));
}

test.each<[name: string, markdown: string]>([
  ["5 MB of paragraphs", repeated(`${"Some plain words that fill a line, and more. ".repeat(8)}\n\n`, 4_999_000)],
  ["quotes", ">".repeat(many)],
  ["items", "- ".repeat(many)],
  ["brackets", `${"[".repeat(many)}x${"]".repeat(many)}\n\n`],
  ["links", `${"[".repeat(many)}x${"](y)".repeat(many)}\n\n`],
  ["images", `${"![".repeat(many)}x${"](y)".repeat(many)}\n\n`],
  ["a line of 1 MB", repeated("word ", 1_000_000)],
  ["a word of 1 MB", `${"w".repeat(1_000_000)} `],
  ["a line of many marks", repeated("a*b_c ", 400_000)],
  ["a line of many code spans", repeated("`a` b ", 600_000)],
  ["a line of many formulas", repeated("$a$ b ", 600_000)],
  ["a row of many cells", `|a|\n|-|\n${"|b".repeat(50_000)}|`],
  ["unclosed tags", repeated("<a b='", 500_000)],
  ["unclosed addresses", repeated("[a](", 500_000)],
  ["many definitions", `${Array.from({ length: many }, (_, at) => `[d${at}]: /x${at}`).join("\n")}\n\n`],
])("%s are read within the bound, with every word", (_name, markdown) => {
  const start = performance.now();
  const text = plainText(documentFromMarkdown(`${markdown}the end`));
  expect(performance.now() - start).toBeLessThan(boundMs);
  expect(text).toContain("the end");
});

test.each(["```", "~~~", "<div>", "<!--", "[a](b", "**x", "*y", "_z", "~~s", "`c", "$m", "$$", "| a\n| -", "[^1]:"])(
  "%j that is not closed keeps what follows",
  (opening) => {
    const document = documentFromMarkdown(`before\n\n${opening}\nwords after`);
    expect(plainText(document)).toContain("before");
    expect(plainText(document)).toContain("words after");
    expect(documentFromMarkdown(markdownFromDocument(document))).toEqual(document);
  },
);

test("halves of signs become the sign for what is none, and zero bytes keep the words around them", () => {
  const text = plainText(documentFromMarkdown("a\u0000b \ud800c d\udc00"));
  expect(text).toBe("a\ufffdb \ufffdc d\ufffd");
  expect(text.isWellFormed()).toBe(true);
});

test.each(["javascript:alert(1)", "JaVa\tScript:alert(1)", "data:text/html,x", "vbscript:x", "&#106;avascript:x"])(
  "a link to %j keeps its words and leads nowhere",
  (address) => {
    for (const markdown of [`[words](<${address}>)`, `<${address}> words`, `[words][a]\n\n[a]: <${address}>`]) {
      const document = documentFromMarkdown(markdown);
      expect(plainText(document)).toContain("words");
      expect(JSON.stringify(document)).not.toContain('"type":"link"');
    }
  },
);
