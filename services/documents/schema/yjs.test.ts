import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { DocumentJson } from "./document-json.ts";
import { typeAfter } from "./flow/testing/raw-words.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { markdownFromDocument } from "./markdown.ts";
import { plainText } from "./plain-text.ts";
import { applyMarkdownAsMinimalDiff, writeJsonToYjs } from "./yjs.ts";

function documentOf(markdown: string): Y.Doc {
  const doc = new Y.Doc();
  applyMarkdownAsMinimalDiff(doc, markdown);
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
}

function markdownOf(doc: Y.Doc): string {
  return markdownFromDocument(jsonFromYjs(doc));
}

const paragraphs = fc.array(fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6}){0,3}$/), { minLength: 1, maxLength: 8 });
const joined = paragraphs.map((texts) => `${texts.join("\n\n")}\n`);

test("a document says what the markdown said", () => {
  fc.assert(
    fc.property(joined, joined, (first, second) => {
      const doc = documentOf(first);
      expect(markdownOf(doc)).toBe(first);
      applyMarkdownAsMinimalDiff(doc, second);
      expect(markdownOf(doc)).toBe(second);
    }),
  );
});

test("the same markdown again changes nothing", () => {
  const doc = documentOf("# A\n\nb\n");
  const before = Y.encodeStateAsUpdate(doc);
  expect(applyMarkdownAsMinimalDiff(doc, markdownOf(doc))).toBe(false);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test("a change of one word is a few bytes in a long document", () => {
  const long = Array.from({ length: 300 }, (_, index) => `Paragraph ${index} has some words.`).join("\n\n");
  const doc = documentOf(`${long}\n`);
  const sizes: number[] = [];
  doc.on("update", (update: Uint8Array) => sizes.push(update.length));
  applyMarkdownAsMinimalDiff(doc, `new first\n\n${long.replace("Paragraph 150 has", "Paragraph 150 had")}\n`);
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThan(150);
});

test("typing in other paragraphs survives an edit that moves them", () => {
  const doc = documentOf("one\n\ntwo\n\nthree\n\nfour\n");
  const person = copyOf(doc);
  typeAfter(person, "two", " typed");
  typeAfter(person, "four", " typed");
  applyMarkdownAsMinimalDiff(doc, "zero\n\none\n\ntwo\n\nthree changed\n\nfour\n");
  exchange(doc, person);
  expect(markdownOf(doc)).toBe("zero\n\none\n\ntwo typed\n\nthree changed\n\nfour typed\n");
  expect(jsonFromYjs(person)).toEqual(jsonFromYjs(doc));
});

test("typing in a list item survives an item that is put above it", () => {
  const doc = documentOf("- one\n- two\n- three\n");
  const person = copyOf(doc);
  typeAfter(person, "three", " typed");
  applyMarkdownAsMinimalDiff(doc, "- zero\n- one\n- two changed\n- three\n");
  exchange(doc, person);
  expect(markdownOf(doc)).toBe("- zero\n- one\n- two changed\n- three typed\n");
});

test("what markdown cannot say stays in blocks it does not change", () => {
  const doc = new Y.Doc();
  const cell = (text: string, colwidth: number) => ({
    type: "tableCell",
    attrs: { colspan: 1, rowspan: 1, colwidth: [colwidth] },
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  });
  writeJsonToYjs(doc, {
    type: "doc",
    content: [
      { type: "paragraph", content: [{ type: "text", text: "before" }] },
      { type: "table", content: [{ type: "tableRow", content: [cell("x", 120), cell("y", 80)] }] },
      { type: "paragraph", content: [{ type: "text", text: "after" }] },
    ],
  });
  applyMarkdownAsMinimalDiff(doc, markdownOf(doc).replace("after", "afterwards"));
  expect(JSON.stringify(jsonFromYjs(doc))).toContain('"colwidth":[120]');
  expect(plainText(jsonFromYjs(doc))).toBe("before\nx\ny\nafterwards");
});

test("cells with lists, several blocks or over several columns stay when another block is edited", () => {
  const text = (words: string) => ({ type: "paragraph", content: [{ type: "text", text: words }] });
  const item = { type: "listItem", content: [text("in a cell")] };
  const cell = (content: DocumentJson[], attrs = {}) => ({ type: "tableCell", attrs, content });
  const row = (...content: DocumentJson[]) => ({ type: "tableRow", content });
  const table = {
    type: "table",
    content: [
      row(cell([text("wide")], { colspan: 2 }), cell([text("tall")], { rowspan: 2 })),
      row(cell([text("d"), text("e")]), cell([{ type: "bulletList", content: [item] }])),
    ],
  };
  const doc = new Y.Doc();
  writeJsonToYjs(doc, { type: "doc", content: [text("first"), table, text("tail")] });
  const before = jsonFromYjs(doc).content?.[1];
  expect(JSON.stringify(before)).toContain("in a cell");
  for (const [from, to] of [
    ["tail", "TAIL"],
    ["first", "# first"],
  ] as const) {
    applyMarkdownAsMinimalDiff(doc, markdownOf(doc).replace(from, to));
    expect(jsonFromYjs(doc).content?.[1]).toEqual(before);
  }
});

test("two people's edits by markdown are both kept", () => {
  const doc = documentOf("one\n\ntwo\n\nthree\n");
  const other = copyOf(doc);
  applyMarkdownAsMinimalDiff(doc, "ONE\n\ntwo\n\nthree\n");
  applyMarkdownAsMinimalDiff(other, "one\n\ntwo\n\nthree\n\nfour\n");
  exchange(doc, other);
  expect(markdownOf(doc)).toBe("ONE\n\ntwo\n\nthree\n\nfour\n");
});

test.each([
  ["a heading", "# one two three\n\nx\n"],
  ["an item", "- one two three\n\nx\n"],
  ["a to-do", "- [ ] one two three\n\nx\n"],
  ["a quote", "> one two three\n\nx\n"],
  ["another place", "x\n\none two three\n"],
  ["two blocks", "one two\n\nthree\n\nx\n"],
  ["a part of the next", "one two three x\n"],
])("typing in a block survives an edit that makes it %s", (_name, markdown) => {
  const doc = documentOf("one two three\n\nx\n");
  const person = copyOf(doc);
  typeAfter(person, "two", " typed");
  applyMarkdownAsMinimalDiff(doc, markdown);
  exchange(doc, person);
  expect(markdownOf(doc)).toBe(markdown.replace("two", "two typed"));
});
