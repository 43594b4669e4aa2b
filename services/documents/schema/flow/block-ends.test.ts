import { chainCommands, newlineInCode, splitBlock } from "@tiptap/pm/commands";
import { Fragment, Slice } from "@tiptap/pm/model";
import { splitListItem, wrapInList } from "@tiptap/pm/schema-list";
import type { Command } from "@tiptap/pm/state";
import { addColumnAfter, addRowAfter } from "@tiptap/pm/tables";
import { describe, expect, it } from "vitest";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { plantBlocks } from "./testing/editing.ts";
import type { HeadlessEditor } from "./testing/headless-editor.ts";
import { createHeadlessEditor } from "./testing/headless-editor.ts";
import { caretAfter, exchange, joining, node, textOf, type, writing } from "./testing/two-editors.ts";

const paste: Command = (state, dispatch) => {
  const blocks = ["new", "blocks"].map((text) => node("paragraph").create(null, editorSchema().text(text)));
  const end = state.selection.$from.after(1);
  dispatch?.(state.tr.replace(end, end, new Slice(Fragment.fromArray(blocks), 0, 0)));
  return true;
};

const rule: Command = (state, dispatch) => {
  dispatch?.(state.tr.insert(state.selection.$from.after(1), node("horizontalRule").create()));
  return true;
};

/** What the block at whose end both are holds at last. */
function blockOf(editor: HeadlessEditor, words: string): string {
  let found = "";
  editor.state().doc.descendants((child) => {
    if (child.isTextblock && child.textContent.includes(words)) found = child.textContent;
  });
  return found;
}

describe.each([
  ["the lower id first", 1, 2],
  ["the higher id first", 2, 1],
])("what one types at the end of a block stays in it (%s)", (_name, one, other) => {
  const inText = { "a block": splitBlock, "pasted blocks": paste, "a rule": rule };
  it.each(Object.entries(inText))("when another puts %s behind it", (_what, act) => {
    const first = writing("hello");
    first.run(splitBlock);
    const [ada, ben] = [joining(first, one + 10), joining(first, other + 10)];
    caretAfter(ada, "hello");
    ada.run(act);
    type(ben, "hello", " OF BEN");
    exchange(ada, ben);
    expect(blockOf(ada, "hello")).toBe("hello OF BEN");
    expect(textOf(ben)).toBe(textOf(ada));
  });

  it("when another begins one behind it and goes on typing there", () => {
    const first = writing("hello");
    const [ada, ben] = [joining(first, one + 10), joining(first, other + 10)];
    caretAfter(ada, "hello");
    ada.run(splitBlock);
    ada.change((transaction) => transaction.insertText("more"));
    type(ben, "hello", " OF BEN");
    exchange(ada, ben);
    expect(textOf(ada)).toBe('doc(paragraph("hello OF BEN"), paragraph("more"))');
    expect(textOf(ben)).toBe(textOf(ada));
  });

  it("when another makes an item behind it", () => {
    const first = writing("hello");
    first.run(wrapInList(node("bulletList")));
    const [ada, ben] = [joining(first, one + 10), joining(first, other + 10)];
    caretAfter(ada, "hello");
    ada.run(chainCommands(newlineInCode, splitListItem(node("listItem"))));
    type(ben, "hello", " OF BEN");
    exchange(ada, ben);
    expect(textOf(ada)).toBe('doc(bulletList(listItem(paragraph("hello OF BEN")), listItem(paragraph)))');
    expect(textOf(ben)).toBe(textOf(ada));
  });

  const inTable = { "a row": addRowAfter, "a column": addColumnAfter };
  it.each(Object.entries(inTable))("when another adds %s behind it and types there", (_what, act) => {
    const first = createHeadlessEditor(1);
    let next = 97;
    plantBlocks(first, (count) => String.fromCharCode(next++).repeat(count));
    const cells: string[] = [];
    first.state().doc.descendants((child, _pos, parent) => {
      if (parent?.type.name === "tableCell") cells.push(child.textContent);
    });
    const [ada, ben] = [joining(first, one + 10), joining(first, other + 10)];
    for (const cell of cells) {
      caretAfter(ada, cell);
      ada.run(act);
      let empty = 0;
      ada.state().doc.descendants((child, pos, parent) => {
        if (parent?.type.name === "tableCell" && child.content.size === 0) empty = pos + 1;
      });
      ada.change((transaction) => transaction.insertText("NEW", empty));
      type(ben, cell, " OF BEN");
    }
    exchange(ada, ben);
    for (const cell of cells) expect(blockOf(ada, cell)).toBe(`${cell} OF BEN`);
    expect(textOf(ben)).toBe(textOf(ada));
  });
});
