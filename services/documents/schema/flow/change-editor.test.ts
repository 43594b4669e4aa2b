import { EditorState } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { replaceDifference } from "./change-editor.ts";

const schema = editorSchema();

function paragraph(text: string) {
  return schema.node("paragraph", null, text === "" ? [] : [schema.text(text)]);
}

test("changes far apart leave what stands between alone", () => {
  const [first, middle, last] = [paragraph("first"), paragraph("middle"), paragraph("last")];
  const state = EditorState.create({ doc: schema.node("doc", null, [first, middle, last]) });
  const target = schema.node("doc", null, [paragraph("first!"), middle, paragraph("last!")]);
  const change = replaceDifference(state.tr, target);
  expect(change.doc.eq(target)).toBe(true);
  expect(change.doc.child(1)).toBe(middle);
  const inMiddle = first.nodeSize + 3;
  expect(change.mapping.mapResult(inMiddle)).toMatchObject({ pos: inMiddle + 1, deleted: false });
});

test("a block that becomes another kind keeps what points into its words", () => {
  const state = EditorState.create({ doc: schema.node("doc", null, [paragraph("some words")]) });
  const heading = schema.node("heading", { level: 2 }, [schema.text("some words")]);
  const target = schema.node("doc", null, [heading]);
  const change = replaceDifference(state.tr, target);
  expect(change.doc.eq(target)).toBe(true);
  expect(change.mapping.mapResult(4)).toMatchObject({ pos: 4, deleted: false });
});

test("any document leads to any other", () => {
  const [one, two] = [paragraph("one"), paragraph("two")];
  const item = schema.node("listItem", null, [one]);
  const list = schema.node("bulletList", null, [item]);
  const documents = [[one], [two, one], [list], [one, list, two], [schema.node("blockquote", null, [list, one])]];
  for (const from of documents) {
    for (const to of documents) {
      const target = schema.node("doc", null, to);
      const state = EditorState.create({ doc: schema.node("doc", null, from) });
      expect(replaceDifference(state.tr, target).doc.eq(target)).toBe(true);
    }
  }
});
