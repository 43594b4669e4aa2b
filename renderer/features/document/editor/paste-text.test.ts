import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

test("Mod-Shift-V pastes what stands there, and nothing it could mean", () => {
  const { editor, press, paste } = openEditor();
  press("Mod-Shift-v");
  paste({ "text/plain": "# **no** www.example.org\n1. one\n\n- [x] a\tb\n", "text/html": "<b>other</b>" });
  expect(editor.getHTML()).toBe("<p># **no** www.example.org</p><p>1. one</p><p>- [x] a\tb</p>");
  press("Mod-Shift-v");
  paste({ "text/plain": "`end`" });
  expect(editor.getText()).toMatch(/- \[x\] a\tb`end`$/);
});

test("cells from a spreadsheet fill those of the table at the caret, which grows", () => {
  const { editor, paste } = openEditor(
    "<table><tbody><tr><td><p>1</p></td><td><p>2</p></td></tr><tr><td><p>3</p></td><td><p>4</p></td></tr></tbody></table>",
  );
  editor.commands.setTextSelection(9);
  paste({ "text/plain": "a\tb\nc\td\ne\tf\n" });
  const rows = editor.state.doc.firstChild?.children.map((row) => row.children.map((cell) => cell.textContent));
  expect(rows).toEqual([
    ["1", "a", "b"],
    ["3", "c", "d"],
    ["", "e", "f"],
  ]);
});
