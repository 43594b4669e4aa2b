import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

const firsts = {
  table: "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>",
  code: "<pre><code>a\nb</code></pre>",
  quote: "<blockquote><p>a</p></blockquote>",
  line: "<hr>",
};

test.each(Object.entries(firsts))("ArrowUp leads to a new line above a %s that stands first", (_name, html) => {
  const { editor, type, press } = openEditor(html);
  editor.commands.focus("start");
  if (html === "<hr>") editor.commands.setNodeSelection(0);
  press("ArrowUp");
  type("Above");
  expect(editor.getText({ blockSeparator: "|" })).toMatch(/^Above(\||$)/);
  expect(editor.state.doc.childCount).toBeGreaterThan(1);
});

test.each([firsts.table, firsts.code])("Enter at the very start of %s writes above it", (html) => {
  const { editor, type, press } = openEditor(html);
  editor.commands.focus("start");
  press("Enter");
  type("Above");
  expect(editor.state.doc.firstChild?.textContent).toBe("Above");
});

test("the second line of code and a first paragraph keep the arrow", () => {
  const { editor, press } = openEditor(firsts.code);
  editor.commands.setTextSelection(4);
  press("ArrowUp");
  expect(editor.state.doc.childCount).toBe(1);
});
