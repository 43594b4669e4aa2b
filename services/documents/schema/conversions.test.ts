import { expect, test } from "vitest";
import * as Y from "yjs";
import { DocumentJson } from "./document-json.ts";
import { addBlock } from "./flow/testing/raw-words.ts";
import { htmlFromDocument } from "./html.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { plainText } from "./plain-text.ts";
import { isSafeUrl } from "./safe-url.ts";
import { findUnknownContent } from "./unknown-content.ts";

function linked(href: string): DocumentJson {
  const text = { type: "text", text: '<x> & "y"', marks: [{ type: "link", attrs: { href } }] };
  return { type: "doc", content: [{ type: "paragraph", content: [text] }] };
}

test("HTML escapes text and keeps safe links", () => {
  const html = htmlFromDocument(linked("https://a.example/?a=1&b=2"));
  expect(html).toContain("&lt;x&gt; &amp;");
  expect(html).toContain('href="https://a.example/?a=1&amp;b=2"');
  expect(html).toContain('rel="noopener noreferrer nofollow"');
});

test.each([
  "javascript:alert(1)",
  "JaVa\nScRiPt:alert(1)",
  "\u0001javascript:1",
  "data:text/html,x",
  "vbscript:x",
  "//a.example",
  "/\\a.example",
])("a link to %j is no link", (href) => {
  expect(isSafeUrl(href)).toBe(false);
  expect(htmlFromDocument(linked(href))).not.toContain("href");
});

test.each(["https://a.example", "mailto:a@b.example", "tel:+41", "/p/1", "#top", "page?x=1:2", ""])(
  "a link to %j is kept",
  (href) => expect(isSafeUrl(href)).toBe(true),
);

test("a link cannot break out of its attribute", () => {
  expect(htmlFromDocument(linked('https://a.example/"onmouseover="alert(1)'))).not.toContain('"onmouseover');
});

test("text has a line for each block and each hard break", () => {
  const document = {
    type: "doc",
    content: [
      { type: "heading", content: [{ type: "text", text: "Title" }] },
      {
        type: "bulletList",
        content: [
          {
            type: "listItem",
            content: [
              {
                type: "paragraph",
                content: [{ type: "text", text: "a" }, { type: "hardBreak" }, { type: "text", text: "b" }],
              },
            ],
          },
        ],
      },
      { type: "callout", content: [{ type: "text", text: "unknown" }] },
    ],
  };
  expect(plainText(document)).toBe("Title\na\nb\nunknown");
});

test("content of a newer editor is found and kept", () => {
  const doc = new Y.Doc();
  addBlock(doc, "hello", { kind: "callout" });
  const json = jsonFromYjs(doc);
  expect(findUnknownContent(json)).toBe("node callout");
  expect(DocumentJson.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
  expect(htmlFromDocument(json)).toBe("<p>hello</p>");
});

test.each([
  ["a mark", { type: "text", text: "x", marks: [{ type: "highlight" }] }, "mark highlight"],
  [
    "an attribute of a mark",
    { type: "text", text: "x", marks: [{ type: "bold", attrs: { tone: 1 } }] },
    "attribute tone of bold",
  ],
])("%s the editor does not know is found", (_title, text, found) => {
  expect(findUnknownContent({ type: "doc", content: [{ type: "paragraph", content: [text] }] })).toBe(found);
});

test("an attribute of a node the editor does not know is found", () => {
  expect(findUnknownContent({ type: "doc", content: [{ type: "paragraph", attrs: { indent: 2 } }] })).toBe(
    "attribute indent of paragraph",
  );
});
