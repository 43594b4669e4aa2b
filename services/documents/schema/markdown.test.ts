import fc from "fast-check";
import { expect, test } from "vitest";
import { type DocumentJson, emptyDocument } from "./document-json.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { documentFromMarkdown, markdownFromDocument } from "./markdown.ts";
import { plainText } from "./plain-text.ts";
import { anyDocument } from "./testing/any-document.ts";
import { findUnknownContent } from "./unknown-content.ts";

const everything = `# Title

Hello **bold** *it* ~~st~~ \`co\` ++un++ [link](https://a.example "t")

- a
  - b
- c

3. x
4. y

- [ ] todo
  - [x] nested
- [x] done

> quote

\`\`\`ts
const x = 1 < 2;


y
\`\`\`

| A   | B   |
| --- | :---: |
| 1   | 2   |

---

#### four

a  
b
`;

function roundTrip(document: DocumentJson): DocumentJson {
  return documentFromMarkdown(markdownFromDocument(document));
}

test("every block and mark survives markdown and back", () => {
  const document = documentFromMarkdown(everything);
  expect(findUnknownContent(document)).toBeUndefined();
  expect(roundTrip(document)).toEqual(document);
});

test("an empty document is empty markdown and back", () => {
  expect(markdownFromDocument(emptyDocument)).toBe("");
  expect(markdownFromDocument(documentFromMarkdown(""))).toBe("");
});

test.each([
  ["html stays text", "<script>alert(1)</script> & <b>x</b>\n", "<script>alert(1)</script> & <b>x</b>"],
  ["a link to a script becomes text", "[bad](javascript:alert(1))\n", "bad"],
  ["a wrapped line is one line", "one\ntwo\n", "one two"],
])("%s", (_title, markdown, text) => {
  expect(documentFromMarkdown(markdown).content?.[0]?.content).toEqual([{ type: "text", text }]);
});

test("a heading deeper than the editor's becomes the deepest", () => {
  expect(documentFromMarkdown("###### six").content?.[0]?.attrs?.["level"]).toBe(4);
});

test.each([
  "# no heading",
  "- no item",
  "+ no item",
  "* no item",
  "1. no item",
  "12) no item",
  "A. Smith",
  "> no quote",
  "---",
  "===",
  "```",
  "~~~",
  "| a |",
  "[x]: https://a.example",
  "<div>",
  "&amp;",
  "   indented",
])("a paragraph that says %j stays a paragraph", (text) => {
  const paragraphs = ["before", text, "after"].map((one) => ({
    type: "paragraph",
    content: [{ type: "text", text: one }],
  }));
  const broken = {
    type: "paragraph",
    content: [{ type: "text", text: "x" }, { type: "hardBreak" }, { type: "text", text }],
  };
  const back = roundTrip({ type: "doc", content: [...paragraphs, broken] });
  expect(back.content?.map((block) => block.type)).toEqual(["paragraph", "paragraph", "paragraph", "paragraph"]);
  expect(plainText(back)).toBe(`before\n${text}\nafter\nx\n${text}`);
});

test("a list numbered by letters keeps its items", () => {
  const item = { type: "listItem", content: [{ type: "paragraph", content: [{ type: "text", text: "x" }] }] };
  const list = { type: "orderedList", attrs: { start: 1, type: "a" }, content: [item] };
  expect(markdownFromDocument({ type: "doc", content: [list] })).toBe("1. x\n");
});

test("a bar in a table cell stays in its cell", () => {
  const document = documentFromMarkdown("| a \\| b |\n| --- |\n| x |\n");
  expect(roundTrip(document)).toEqual(document);
});

test("every document that markdown can hold comes back from it", () => {
  fc.assert(
    fc.property(anyDocument, (json) => {
      const document: DocumentJson = fitToSchema(json).toJSON();
      const markdown = markdownFromDocument(document);
      expect(documentFromMarkdown(markdown), markdown).toEqual(document);
    }),
    { numRuns: 150, seed: 20_261_128 },
  );
}, 60_000);
