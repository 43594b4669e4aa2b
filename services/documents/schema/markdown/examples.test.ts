import { expect, it } from "vitest";
import { documentFromMarkdown, markdownFromDocument } from "#services/documents/schema/markdown.ts";
import { plainText } from "#services/documents/schema/plain-text.ts";
import { commonMarkExamples } from "#services/documents/schema/testing/commonmark-examples.ts";

const tests = commonMarkExamples;

/** What GitHub adds to CommonMark, and what else people write; with the words that are to be seen. */
const additions: readonly (readonly [markdown: string, words: string])[] = [
  ["| foo | bar |\n| --- | --- |\n| baz | bim |\n", "foo bar baz bim"],
  ["| abc | defghi |\n:-: | -----------:\nbar | baz\n", "abc defghi bar baz"],
  ["| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n", "f|oo b | az b | im"],
  ["| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n", "abc def bar baz bar"],
  ["| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n", "abc def bar bar baz boo"],
  ["| a | b |\n| - | - |\n| one<br>two | |\n", "a b one two"],
  ["- [ ] foo\n- [x] bar\n  - [x] baz\n- no box\n", "foo bar baz no box"],
  ["1. [ ] one\n2. [x] two\n", "[ ] one [x] two"],
  ["~~Hi~~ Hello, ~there~ world!\n", "Hi Hello, there world!"],
  [
    "www.commonmark.org/help and https://a.example/b_c?d=(e) and a@b.example\n",
    "www.commonmark.org/help and https://a.example/b_c?d=(e) and a@b.example",
  ],
  ["A note[^1].\n\n[^1]: The words of it.\n", "A note[^1]. [^1]: The words of it."],
  ["---\ntitle: x\n---\n\n# Hello\n", "title: x Hello"],
  ["$$\nE = mc^2\n$$\n\nand $a_b*c*$ inside\n", "E = mc^2 and $a_b*c*$ inside"],
  ["> [!NOTE]\n> Mind this.\n", "[!NOTE] Mind this."],
  ["Term\n: Its meaning\n", "Term : Its meaning"],
  ['![a cat](https://a.example/cat.png "Tom")\n', "a cat Tom"],
  ['![a cat](cat.png "Tom")\n', '![a cat](cat.png "Tom")'],
  ["<u>under</u>lined <sub>x</sub>\n", "underlined <sub>x</sub>"],
];

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The words of an HTML page in the order they are seen. */
function wordsOf(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot);/g, (sign, name: string) => entities[name] ?? sign);
  // The examples show a tab as an arrow.
  return text.replace(/[\s→]+/g, "");
}

/** Whether all signs of some words stand in a text, in their order. */
function holds(text: string, words: string): boolean {
  let at = 0;
  for (const sign of words) {
    at = text.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function expectSameAgain(markdown: string): string {
  const document = documentFromMarkdown(markdown);
  const written = markdownFromDocument(document);
  expect(documentFromMarkdown(written), written).toEqual(document);
  expect(markdownFromDocument(documentFromMarkdown(written))).toBe(written);
  return plainText(document).replace(/\s+/g, "");
}

it(`each of CommonMark's ${tests.length} examples keeps its words, and is the same document when written and read again`, () => {
  expect(tests.length).toBeGreaterThan(600);
  for (const { number, markdown, html } of tests) {
    const seen = expectSameAgain(markdown);
    expect(holds(seen, wordsOf(html)), `example ${number}: ${markdown}`).toBe(true);
  }
});

it.each(additions)("%j keeps its words", (markdown, words) => {
  expect(expectSameAgain(markdown)).toBe(words.replace(/\s+/g, ""));
});

it.each([
  "AT&T, 5 > 3, snake_case_name, 5 * 6 * 7 and a _ b _ c\n",
  "See https://a.example/b_c?d=e&f#g for more (it is short).\n",
  "C:\\Users\\me, $5 and 10%, [brackets], 1.5 + 2 = 3.5!\n",
  "- one\n- two\n  - three\n\n1. four\n2. five\n",
  '# A heading #1\n\nText with `code`, **bold**, *it*, ~~gone~~ and [a link](https://a.example "title").\n',
  "> [!TIP]\n> Read this.\n",
  "A note[^1] and $x_1$.\n\n[^1]: Said here.\n",
  "| A | B |\n| - | :-: |\n| 1 | **2** |\n",
  "---\ntitle: x\ntags: [a, b]\n---\n\nHello\n",
])("%j needs no sign more", (markdown) => {
  expect(markdownFromDocument(documentFromMarkdown(markdown))).toBe(markdown);
});
