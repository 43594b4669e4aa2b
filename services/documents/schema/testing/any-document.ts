import fc from "fast-check";
import type { DocumentJson, DocumentMark } from "#services/documents/schema/document-json.ts";

const words = fc.stringMatching(/^[a-zA-Z0-9]{1,8}$/);
const signs = [
  ...["*", "**", "_", "__", "`", "``", "#", "##", "~", "~~", "$", "$$", "|", "\\", "\\\\", "[", "]", "](", "!", "!["],
  ...["<", ">", "<b>", "</u>", "<br>", "<!--", "-->", "&", "&amp;", "&#35;", "[x]", "[ ]", "[^1]", "[^1]: ", "[a]: b"],
  ...[
    "1.",
    "2)",
    "-",
    "+",
    "---",
    "===",
    "```",
    "~~~",
    ":",
    "://",
    "https://a.example",
    "www.a.example",
    "a@b.example",
  ],
  ...[
    "snake_case",
    "README.md",
    "5 * 6 * 7",
    "(",
    ")",
    '"',
    "'",
    "日本",
    "“",
    "。",
    "é",
    "🙂",
    "\u00a0",
    "[!NOTE]",
    "+++",
  ],
];
const blanks = fc.constantFrom(" ", " ", "", "  ");

/** Text of words and of signs that markdown gives a meaning to. */
export const awkwardText: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof(words, fc.constantFrom(...signs)), blanks), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.flat().join(""));

const mark: fc.Arbitrary<DocumentMark> = fc.oneof(
  fc.constantFrom("bold", "italic", "strike", "underline", "code").map((type) => ({ type })),
  fc
    .tuple(
      fc.constantFrom("https://a.example", "https://a.example/b c?d=(e", "/pages/1", "mailto:a@b.example", "#x"),
      fc.constantFrom(null, 'a "title"', "x"),
    )
    .map(([href, title]) => ({ type: "link", attrs: { href, title } })),
);

const mentioned = fc.constantFrom(
  "/p/0197a0b0-0000-7000-8000-00000000000a",
  "/p/0197a0b0-0000-7000-8000-00000000000b",
  "/u/0197a0b0-0000-7000-8000-00000000000c",
);

function mentionOf(href: string, marks: DocumentMark[]): DocumentJson {
  return { type: "mention", attrs: { href }, marks };
}

const inline: fc.Arbitrary<DocumentJson> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(awkwardText, fc.array(mark, { maxLength: 2 }))
      .map(([text, marks]) => ({ type: "text", text, marks })),
  },
  { weight: 1, arbitrary: fc.constant({ type: "hardBreak" }) },
  {
    weight: 1,
    arbitrary: fc.tuple(mentioned, fc.array(mark, { maxLength: 2 })).map(([href, marks]) => mentionOf(href, marks)),
  },
);
const line = fc.array(inline, { maxLength: 4 });

const paragraph = line.map((content) => ({ type: "paragraph", content }));
const heading = fc
  .tuple(fc.integer({ min: 1, max: 4 }), line)
  .map(([level, content]) => ({ type: "heading", attrs: { level }, content }));
const code = fc
  .tuple(
    fc.constantFrom(null, "ts", "math", "c++", "ts title=x", "front matter"),
    fc.array(fc.oneof(awkwardText, fc.constantFrom("", "  x", "```", "~~~~", "$$", "---")), { maxLength: 4 }),
  )
  .map(([language, lines]) => ({ type: "codeBlock", attrs: { language }, content: textNodes(lines.join("\n")) }));

function textNodes(text: string): DocumentJson[] {
  return text === "" ? [] : [{ type: "text", text }];
}

const table = fc
  .record({
    rows: fc.integer({ min: 1, max: 3 }),
    hasHead: fc.boolean(),
    aligns: fc.array(fc.constantFrom(null, "left", "right", "center"), { minLength: 1, maxLength: 3 }),
    cells: fc.array(line, { minLength: 9, maxLength: 9 }),
  })
  .map(({ rows, hasHead, aligns, cells }) => ({
    type: "table",
    content: Array.from({ length: rows }, (_row, row) => ({
      type: "tableRow",
      content: aligns.map((align, column) => ({
        type: row === 0 && hasHead ? "tableHeader" : "tableCell",
        attrs: { align },
        content: [{ type: "paragraph", content: cells[row * 3 + column] ?? [] }],
      })),
    })),
  }));

const image = fc
  .tuple(
    fc.constantFrom(
      "/api/files/0197a0b0-0000-7000-8000-00000000000a",
      "https://a.example/cat.png",
      "https://a.example/b_c(d/e).png?f=1&g=2&amp;#h",
    ),
    fc.record({
      alt: fc.option(awkwardText),
      title: fc.option(awkwardText),
      width: fc.constantFrom(null, null, "320", "50%"),
      href: fc.constantFrom(null, null, "https://b.example/x(y z", "/d/1/p/2", "mailto:a@b.example"),
    }),
  )
  .map(([src, attrs]) => ({ type: "image", attrs: { src, ...attrs } }));

const { block } = fc.letrec<{ block: DocumentJson }>((tie) => {
  const blocks = fc.array(tie("block"), { maxLength: 3 });
  const item = (type: string, attrs = {}) =>
    fc.tuple(awkwardText, line, blocks).map(([text, words, rest]) => ({
      type,
      attrs,
      content: [{ type: "paragraph", content: [{ type: "text", text: `x${text}` }, ...words] }, ...rest],
    }));
  const items = (of: fc.Arbitrary<DocumentJson>) => fc.array(of, { minLength: 1, maxLength: 3 });
  return {
    block: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      paragraph,
      heading,
      code,
      fc.constant({ type: "horizontalRule" }),
      image,
      table,
      fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((content) => ({ type: "blockquote", content })),
      items(item("listItem")).map((content) => ({ type: "bulletList", content })),
      fc
        .tuple(items(item("listItem")), fc.constantFrom(1, 0, 7, 999))
        .map(([content, start]) => ({ type: "orderedList", attrs: { start }, content })),
      items(fc.boolean().chain((checked) => item("taskItem", { checked }))).map((content) => ({
        type: "taskList",
        content,
      })),
    ),
  };
});

/**
 * Any document that markdown can hold: with every block and mark, in one another. Items begin with words: an item of an
 * item that begins with a list, where the first ends a paragraph, is not always read as one.
 */
export const anyDocument: fc.Arbitrary<DocumentJson> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((content) => ({ type: "doc", content }));
