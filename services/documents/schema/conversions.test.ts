import { expect, test } from "vitest";
import * as Y from "yjs";
import { DocumentJson } from "./document-json.ts";
import { addBlock } from "./flow/testing/raw-words.ts";
import { htmlFromDocument } from "./html.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { plainText } from "./plain-text.ts";
import { isSafeUrl } from "./safe-url.ts";
import { findUnknownContent } from "./unknown-content.ts";
import { applyMarkdownAsMinimalDiff, writeJsonToYjs } from "./yjs.ts";

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

const file = "/api/files/0197a0b0-0000-7000-8000-00000000000a";

function shown(attrs: Record<string, unknown>): DocumentJson {
  return { type: "doc", content: [{ type: "image", attrs }] };
}

test("an image is an image in HTML, and its words can be found", () => {
  const document = shown({ src: file, alt: 'a "cat"', width: "50%" });
  const html = htmlFromDocument(document);
  expect(html).toContain(`src="${file}"`);
  expect(html).toContain('width="50%"');
  expect(html).toContain("a &quot;cat&quot;");
  expect(plainText(document)).toBe('a "cat"');
});

test("an image of another site tells it nothing about the page", () => {
  expect(htmlFromDocument(shown({ src: "https://a.example/a.png" }))).toContain('referrerpolicy="no-referrer"');
});

test.each([
  "javascript:alert(1)",
  "data:image/svg+xml,<svg onload=alert(1)>",
  'https://a.example/"onerror="alert(1)',
  "https://user@a.example/a.png",
  "/api/files/../sessions",
  `${file}?token=1`,
  null,
  7,
])("an image does not lead to %j: its words stay", (src) => {
  const html = htmlFromDocument(shown({ src, alt: "a cat" }));
  expect(html).not.toContain("<img");
  expect(html).toContain("a cat");
});

test("an image is stored as a block and comes back", () => {
  const doc = new Y.Doc();
  const attrs = { src: file, alt: "a cat", width: "320", href: "https://a.example" };
  writeJsonToYjs(doc, {
    type: "doc",
    content: [{ type: "paragraph" }, { type: "image", attrs }, { type: "paragraph" }],
  });
  expect(jsonFromYjs(doc).content?.[1]).toEqual({ type: "image", attrs });
  expect(applyMarkdownAsMinimalDiff(doc, `![a dog](${file})\n`)).toBe(true);
  expect(jsonFromYjs(doc).content).toEqual([{ type: "image", attrs: { src: file, alt: "a dog" } }]);
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
