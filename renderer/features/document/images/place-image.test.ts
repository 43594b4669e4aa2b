import type { Node } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { documentFromMarkdown } from "#services/documents/schema/markdown.ts";
import { placeForBlock } from "./place-image.ts";

const { image } = editorSchema().nodes;

/** Where a picture comes to stand that is put in at a word. */
function put(markdown: string, find: (doc: Node) => number): string {
  const doc = editorSchema().nodeFromJSON(documentFromMarkdown(markdown));
  if (image === undefined) throw new Error("The schema has no image.");
  const position = placeForBlock(doc, find(doc), image);
  const $position = doc.resolve(position);
  const index = $position.index();
  expect($position.parent.canReplaceWith(index, index, image)).toBe(true);
  return `${$position.parent.type.name} ${index}`;
}

const before =
  (text: string, offset = 0) =>
  (doc: Node) => {
    let found = 0;
    doc.descendants((node, pos) => {
      if (node.isText && node.text?.includes(text)) found = pos + node.text.indexOf(text) + offset;
    });
    return found;
  };

test.each([
  { title: "at the start of a paragraph, before it", markdown: "one\n\ntwo\n", find: before("two"), place: "doc 1" },
  { title: "within a paragraph, behind it", markdown: "one\n\ntwo\n", find: before("two", 1), place: "doc 2" },
  { title: "at the end of a paragraph, behind it", markdown: "one\n\ntwo\n", find: before("one", 3), place: "doc 1" },
  { title: "in an item, behind its line", markdown: "- one\n- two\n", find: before("one"), place: "listItem 1" },
  {
    title: "in a cell, in the cell",
    markdown: "| a |\n| - |\n| one |\n",
    find: before("one", 1),
    place: "tableCell 1",
  },
  { title: "in code, behind it", markdown: "```\none\n```\n", find: before("one", 1), place: "doc 1" },
  { title: "beyond the end, last", markdown: "one\n", find: () => 1_000, place: "doc 1" },
])("a picture is put in $title", ({ markdown, find, place }) => {
  expect(put(markdown, find)).toBe(place);
});
