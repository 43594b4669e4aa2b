import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

const item = "<ul><li><p></p><h2>Head</h2></li></ul>";

test.each([
  ["the first line of an item", `${item}<p>after</p>`, 3, true],
  ["another line of an item", "<ul><li><p>one</p><p></p></li></ul>", 8, false],
  ["a line with words", "<ul><li><p>one</p><h2>Head</h2></li></ul>", 3, false],
  ["a line of the page", `<p></p>${item}`, 1, false],
])("an empty first line of an item is told while the caret is in it: %s", (_name, content, ...[position, isTold]) => {
  const { editor } = openEditor(content);
  editor.commands.setTextSelection(position);
  expect(editor.view.dom.querySelectorAll(".has-caret")).toHaveLength(isTold ? 1 : 0);
});
