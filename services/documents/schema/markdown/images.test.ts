import { expect, test } from "vitest";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { htmlFromDocument } from "#services/documents/schema/html.ts";
import { documentFromMarkdown, markdownFromDocument } from "#services/documents/schema/markdown.ts";

const file = "/api/files/0197a0b0-0000-7000-8000-00000000000a";

function image(attrs: Readonly<Record<string, unknown>>): DocumentJson {
  return { type: "image", attrs: { src: file, alt: null, title: null, width: null, href: null, ...attrs } };
}

function paragraph(text: string): DocumentJson {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

function read(markdown: string): DocumentJson[] {
  return documentFromMarkdown(markdown).content ?? [];
}

test.each<[markdown: string, block: DocumentJson]>([
  [`![](${file})\n`, image({})],
  [
    '![a cat](https://a.example/cat.png "Tom")\n',
    image({ src: "https://a.example/cat.png", alt: "a cat", title: "Tom" }),
  ],
  ["![](https://a.example/a_(b)?c=1&d=2)\n", image({ src: "https://a.example/a_(b)?c=1&d=2" })],
  [
    "![snake_case, 5 * 6 & $5](https://a.example/a.png)\n",
    image({ src: "https://a.example/a.png", alt: "snake_case, 5 * 6 & $5" }),
  ],
  [`<img src="${file}" alt="a &quot;cat&quot; | dog" width="50%">\n`, image({ alt: 'a "cat" | dog', width: "50%" })],
])("%j is an image and is written as it was", (markdown, block) => {
  expect(read(markdown)).toEqual([block]);
  const written = markdownFromDocument({ type: "doc", content: [block] });
  expect(read(written)).toEqual([block]);
});

test("an image without anything that needs a sign gets none", () => {
  const markdown = `![snake_case 5 * 6 costs 5 €](https://a.example/a_b.png?c=1&d=2 "it's")\n`;
  expect(markdownFromDocument(documentFromMarkdown(markdown))).toBe(markdown);
});

test("an image's words are plain: what would be marks has backslashes", () => {
  const block = image({ alt: "*a* `b` <u> [c] $x$ \\\\ &amp; ~~d~~", title: 'a "b" \\\\ &amp; | c' });
  expect(read(markdownFromDocument({ type: "doc", content: [block] }))).toEqual([block]);
});

test("an image between words stands between two paragraphs", () => {
  expect(read(`before\n![a](${file})\n**after**, and <br> more`)).toEqual([
    paragraph("before"),
    image({ alt: "a" }),
    {
      type: "paragraph",
      content: [
        { type: "text", text: "after", marks: [{ type: "bold" }] },
        { type: "text", text: ", and " },
        { type: "hardBreak" },
        { type: "text", text: " more" },
      ],
    },
  ]);
});

test("a link around an image is the image's", () => {
  const badges =
    "[![a](https://a.example/a.svg)](https://a.example/ci) [words ![b](https://a.example/b.svg) more](/d/1/p/2 'why')";
  const link = { type: "link", attrs: expect.objectContaining({ href: "/d/1/p/2", title: "why" }) };
  expect(read(badges)).toEqual([
    image({ src: "https://a.example/a.svg", alt: "a", href: "https://a.example/ci" }),
    { type: "paragraph", content: [{ type: "text", text: "words", marks: [link] }] },
    image({ src: "https://a.example/b.svg", alt: "b", href: "/d/1/p/2", title: "why" }),
    { type: "paragraph", content: [{ type: "text", text: "more", marks: [link] }] },
  ]);
  const linked = `[![a](${file})](https://b.example)\n\n[<img src="${file}" width="50%">](https://b.example)\n`;
  expect(read(linked)).toEqual([
    image({ alt: "a", href: "https://b.example" }),
    image({ width: "50%", href: "https://b.example" }),
  ]);
  expect(markdownFromDocument(documentFromMarkdown(linked))).toBe(linked);
});

test("a link around an image is part of its HTML, and leads to no script", () => {
  const html = (href: string) => htmlFromDocument({ type: "doc", content: [image({ alt: "a", href })] });
  expect(html("https://b.example/?c=1&d")).toBe(
    `<a href="https://b.example/?c=1&amp;d" rel="noopener noreferrer nofollow" target="_blank"><img src="${file}" alt="a"/></a>`,
  );
  for (const href of ["javascript:alert(1)", "data:text/html,x", "java\nscript:alert(1)", "//evil.example"]) {
    expect(html(href)).toBe(`<img src="${file}" alt="a"/>`);
  }
});

test("images stand in lists, quotes and cells, and stay there", () => {
  const markdown = `- text\n\n  ![a](${file})\n- ![b](${file})\n\n> ![c](${file})\n\n| x | y |\n| - | - |\n| ![d](${file}) | word<br>![e](${file}) |\n`;
  const document = documentFromMarkdown(markdown);
  const written = JSON.stringify(document);
  for (const alt of ["a", "b", "c", "d", "e"]) expect(written).toContain(`"alt":"${alt}"`);
  expect(documentFromMarkdown(markdownFromDocument(document))).toEqual(document);
});

test("what follows an image with a width is not swallowed by its tag", () => {
  const list = { type: "bulletList", content: [{ type: "listItem", content: [paragraph("inner")] }] };
  const item = { type: "listItem", content: [{ type: "paragraph" }, image({ width: "50%" }), list] };
  const document = documentFromMarkdown(
    markdownFromDocument({ type: "doc", content: [{ type: "bulletList", content: [item] }] }),
  );
  expect(JSON.stringify(document)).toContain("inner");
  expect(JSON.stringify(document)).toContain('"width":"50%"');
  expect(document.content?.[0]?.content?.[0]?.content?.map(({ type }) => type)).toEqual([
    "paragraph",
    "image",
    "bulletList",
  ]);
});

test.each([
  "![x](javascript:alert)",
  "![x](data:image/png;base64,AAAA)",
  "![x](cat.png)",
  "![x](http://a.example/cat.png)",
  "![x](//a.example/cat.png)",
  "![x](/api/pages/0197a0b0-0000-7000-8000-00000000000a)",
  '<img src="javascript:alert(1)" alt="x">',
  `<p align="center"><img src="https://a.example/a.png"></p>`,
  "[![x](https://a.example/a.png)](javascript:alert)",
])("%j is no image here and stays readable", (markdown) => {
  const document = documentFromMarkdown(markdown);
  expect(document.content?.map(({ type }) => type)).toEqual(["paragraph"]);
  const [text = ""] = (document.content?.[0]?.content ?? []).map((node) => node.text);
  expect(markdown).toContain(text);
  expect(documentFromMarkdown(markdownFromDocument(document))).toEqual(document);
});

test("tags that never end are read in time proportional to them", () => {
  const hostile = `${'<img src="'.repeat(20_000)}\n\n<img ${"a".repeat(200_000)}`;
  const start = performance.now();
  documentFromMarkdown(hostile);
  expect(performance.now() - start).toBeLessThan(5_000);
});
