import type { Node } from "@tiptap/pm/model";
import fc from "fast-check";
import { expect, it } from "vitest";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { jsonFromFlow } from "./json-from-flow.ts";
import { plantBlocks } from "./testing/editing.ts";
import { createHeadlessEditor, type HeadlessEditor } from "./testing/headless-editor.ts";
import { exchange, joining, textOf } from "./testing/two-editors.ts";

/** What stands between two positions goes to a third, by the very same nodes; as a copy it stays where it was too. */
interface Drag {
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly isCopy: boolean;
}

const anyDrag: fc.Arbitrary<Drag> = fc.nat(400).chain((from) =>
  fc.record({
    from: fc.constant(from),
    to: fc.nat(400),
    target: fc.nat(400),
    isCopy: fc.boolean(),
  }),
);

/** An editor with a block of every kind, each of one letter. */
function plant(): HeadlessEditor {
  const editor = createHeadlessEditor(1);
  let next = 97;
  plantBlocks(editor, (count) => String.fromCharCode(next++).repeat(count * 3));
  return editor;
}

/** Drags, and gives the letters that the editor has then; undefined where it makes no valid document of it. */
function drag(editor: HeadlessEditor, { from, to, target, isCopy }: Drag): string | undefined {
  let letters: string | undefined;
  editor.change((transaction) => {
    const { size } = transaction.doc.content;
    const start = Math.min(from % size, to % size);
    const end = Math.max(from % size, to % size);
    const slice = transaction.doc.slice(start, end);
    if (!isCopy) transaction.delete(start, end);
    const at = transaction.mapping.map(target % size);
    transaction.replaceRange(at, at, slice);
    try {
      transaction.doc.check();
    } catch {
      return editor.state().tr;
    }
    letters = lettersOf(transaction.doc);
    return transaction;
  });
  return letters;
}

function lettersOf(doc: Node): string {
  return [...doc.textContent].sort().join("");
}

const move = (from: number, to: number, target: number): Drag => ({ from, to, target, isCopy: false });

it.each([
  ["some blocks and half an item into a cell", [move(0, 23, 91)]],
  ["an item into a cell", [move(28, 43, 142)]],
  ["half a list and a quote to the start", [move(248, 134, 0)]],
  ["a row and a half to the start", [move(133, 384, 0)]],
  ["an item up to a cell to the start", [move(357, 289, 0)]],
  ["the end of a quote behind itself", [move(118, 316, 105)]],
  ["the end of one block to the start of another", [move(40, 113, 39)]],
  ["the end of an item and a table into a cell", [move(175, 330, 119)]],
  ["a part of a table into another of its cells", [move(330, 162, 329)]],
  ["a copy of two blocks before the second", [{ from: 22, to: 0, target: 12, isCopy: true }]],
  ["a copy of all into a quote", [{ from: 0, to: 209, target: 106, isCopy: true }]],
])("what one drags is what the document says: %s", (_what, drags) => {
  const editor = plant();
  for (const each of drags) expect(drag(editor, each)).toBe(lettersOf(editor.state().doc));
  expect(editor.corrections()).toBe(0);
});

it("whatever one drags wherever, no letter of the editor's is lost, and everyone sees the same", () => {
  fc.assert(
    fc.property(fc.array(anyDrag, { minLength: 1, maxLength: 3 }), (drags) => {
      const editor = plant();
      const other = joining(editor, 2);
      for (const each of drags) {
        const letters = drag(editor, each);
        if (letters === undefined) return;
        expect(lettersOf(editor.state().doc)).toBe(letters);
      }
      exchange(editor, other);
      expect(textOf(other)).toBe(textOf(editor));
      expect(editorSchema().nodeFromJSON(jsonFromFlow(editor.doc)).eq(editor.state().doc)).toBe(true);
      editor.state().doc.check();
    }),
    { numRuns: 300 },
  );
});
