import { expect, test } from "vitest";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { DocumentJson } from "./document-json.ts";
import { containersField, flowField } from "./flow/fields.ts";
import { htmlFromDocument } from "./html.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { documentFromMarkdown, markdownFromDocument } from "./markdown.ts";
import { plainText } from "./plain-text.ts";
import { applyMarkdownAsMinimalDiff } from "./yjs.ts";

/** A document as a program may store it that bounds nothing. */
function quotesInFlow(levels: number): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    const containers = doc.getMap(containersField);
    for (let level = 0; level < levels; level += 1) {
      containers.set(`c${level}.kind`, "blockquote");
      if (level > 0) containers.set(`c${level}.in`, `c${level - 1}`);
    }
    doc.getText(flowField).insert(0, "deep words");
    doc.getText(flowField).insertEmbed(0, new Y.Map([["in", `c${levels - 1}`]]));
  });
  return doc;
}

function quotesInTree(levels: number): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    let around: Y.XmlFragment = doc.getXmlFragment(treeField);
    for (let level = 0; level < levels; level += 1) {
      const quote = new Y.XmlElement("blockquote");
      around.insert(0, [quote]);
      around = quote;
    }
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText("deep words")]);
    around.insert(0, [paragraph]);
  });
  return doc;
}

function quotesByMarkdown(levels: number): Y.Doc {
  const doc = new Y.Doc();
  applyMarkdownAsMinimalDiff(doc, `${"> - ".repeat(levels)}deep words\n`);
  return doc;
}

test.each([
  ["by markdown", quotesByMarkdown(500)],
  ["in a flow", quotesInFlow(5_000)],
  ["in a tree", quotesInTree(5_000)],
])("what is nested deeper than anybody reads stays readable in every form: %s", (_form, doc) => {
  const stored = JSON.stringify(jsonFromYjs(doc));
  const document = DocumentJson.parse(JSON.parse(stored));
  expect(plainText(document)).toContain("deep words");
  expect(htmlFromDocument(document)).toContain("deep words");
  const markdown = markdownFromDocument(document);
  expect(plainText(documentFromMarkdown(markdown))).toContain("deep words");
});

test("what begins more than 100 quotes and items begins 100", () => {
  const quotes = documentFromMarkdown(`${"> ".repeat(500)}deep words\n`);
  expect(JSON.stringify(quotes).split('"blockquote"').length - 1).toBe(100);
  const indented = Array.from({ length: 300 }, (_, level) => `${"  ".repeat(level)}- word ${level}`).join("\n");
  const items = documentFromMarkdown(indented);
  expect(JSON.stringify(items).split('"bulletList"').length - 1).toBe(100);
  for (let level = 0; level < 300; level += 1) expect(plainText(items)).toContain(`word ${level}`);
});
