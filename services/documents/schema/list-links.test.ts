import { expect, test } from "vitest";
import type { DocumentJson } from "./document-json.ts";
import { listLinks, targetSign } from "./list-links.ts";

const drive = "01a20000-0000-7000-8000-00000000000d";
const one = "01a20000-0000-7000-8000-000000000001";
const two = "01A20000-0000-7000-8000-00000000000A";

function link(text: string, href: string): DocumentJson {
  return { type: "text", text, marks: [{ type: "bold" }, { type: "link", attrs: { href } }] };
}
function paragraph(...content: DocumentJson[]): DocumentJson {
  return { type: "paragraph", content };
}

test("finds each page once, by whichever origin, with the words around its first link", () => {
  const document = {
    type: "doc",
    content: [
      paragraph({ type: "text", text: "See " }, link("the plan", `/d/${drive}/p/${one}`), {
        type: "text",
        text: " first.",
      }),
      {
        type: "bulletList",
        content: [{ type: "listItem", content: [paragraph(link("two", `https://a.example/d/${drive}/p/${two}?x#y`))] }],
      },
      paragraph(link("again", `/d/${drive}/p/${one}`)),
    ],
  };
  expect(listLinks(document)).toEqual([
    { kind: "page", targetId: one, excerpt: "See the plan first." },
    { kind: "page", targetId: two.toLowerCase(), excerpt: "two" },
  ]);
});

test("finds where a picture leads, and nothing in addresses of elsewhere or of no page", () => {
  const elsewhere = [
    "https://example.org/p/1",
    `/d/${drive}`,
    `/d/${drive}/p/nope`,
    `//evil.example/d/${drive}/p/${one}`,
    `/x/d/${drive}/p/${one}`,
  ];
  expect(listLinks({ type: "doc", content: [paragraph(...elsewhere.map((href) => link("x", href)))] })).toEqual([]);
  const image = { type: "image", attrs: { src: "https://example.org/a.png", href: `/d/${drive}/p/${one}` } };
  expect(listLinks({ type: "doc", content: [image] })).toEqual([{ kind: "page", targetId: one, excerpt: "" }]);
});

test("cuts what stands around a link in a long block", () => {
  const [found] = listLinks(
    paragraph({ type: "text", text: "é ".repeat(5_000) }, link("here", `/d/${drive}/p/${one}`), {
      type: "text",
      text: " z".repeat(5_000),
    }),
  );
  expect(found?.excerpt).toMatch(/^…(é )+here( z)+…$/);
  expect([...(found?.excerpt ?? "")].length).toBeLessThan(250);
});

test("finds whom and what is mentioned, with a sign for whom the link is to and nothing for others", () => {
  const mention = (href: string): DocumentJson => ({ type: "mention", attrs: { href } });
  const line = paragraph(
    { type: "text", text: "Ask \u{fffc}" },
    mention(`/u/${two}`),
    { type: "text", text: " about " },
    mention(`/p/${one}`),
  );
  expect(listLinks({ type: "doc", content: [line] })).toEqual([
    { kind: "person", targetId: two.toLowerCase(), excerpt: `Ask ${targetSign} about …` },
    { kind: "page", targetId: one, excerpt: `Ask … about ${targetSign}` },
  ]);
});
