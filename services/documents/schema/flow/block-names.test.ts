import { splitBlock } from "@tiptap/pm/commands";
import { expect, it } from "vitest";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { bindFlow, type FlowBinding } from "./bind-flow.ts";
import { blockNameAt, positionOfBlock } from "./flow-positions.ts";
import type { HeadlessEditor } from "./testing/headless-editor.ts";
import { caretAfter, exchange, joining, type, writing } from "./testing/two-editors.ts";

function twoLines(): HeadlessEditor {
  const editor = writing("one two");
  caretAfter(editor, "one");
  editor.run(splitBlock);
  return editor;
}

/** What a document says, read from it anew. */
function read({ doc }: HeadlessEditor): FlowBinding {
  return bindFlow({ doc, schema: editorSchema(), origin: undefined });
}

function nameOf(editor: HeadlessEditor, position: number): string {
  const name = blockNameAt(read(editor).shown(), editor.state().doc, position);
  if (name === undefined) throw new Error("The block has no name.");
  return name;
}

function wordsOf(editor: HeadlessEditor, name: string): string | undefined {
  const { flow, shown } = read(editor);
  const position = positionOfBlock(flow, shown(), name);
  return position === undefined ? undefined : shown().doc.nodeAt(position)?.textContent;
}

it("a block's name leads to it at everyone, wherever it is moved and whatever becomes of it", () => {
  const ada = twoLines();
  const ben = joining(ada, 2);
  const second = nameOf(ada, 7);
  const first = nameOf(ada, 1);
  expect(nameOf(ben, 7)).toBe(second);
  ben.change((transaction) => {
    const { doc } = transaction;
    return transaction.delete(5, doc.content.size).insert(0, doc.child(1));
  });
  type(ada, "two", " more");
  exchange(ada, ben);
  expect([wordsOf(ada, second), wordsOf(ben, second)]).toEqual([" two more", " two more"]);
  expect(wordsOf(ada, first)).toBe("one");
});

it("a name of a block that is gone, or of none, leads nowhere until the block is back", () => {
  const editor = twoLines();
  const second = nameOf(editor, 7);
  editor.change((transaction) => transaction.delete(5, transaction.doc.content.size));
  expect(wordsOf(editor, second)).toBeUndefined();
  editor.undo();
  expect(wordsOf(editor, second)).toBe(" two");
  for (const name of ["", "x", "1", "1-99999999", "99-0", "1-0-0", `${"9".repeat(400)}-1`]) {
    expect(wordsOf(editor, name)).toBeUndefined();
  }
});
