import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

test("undo takes back a word at a time, and redo brings it again", () => {
  const { editor, type, press } = openEditor();
  type("one two three");
  const seen = [0, 1, 2].map(() => {
    press("Mod-z");
    return editor.getText();
  });
  expect(seen).toEqual(["one two", "one", ""]);
  press("Mod-y");
  press("Mod-y");
  expect(editor.getText()).toBe("one two");
});

test("a line typed elsewhere, Enter and a format are steps of their own", () => {
  const { editor, type, press } = openEditor("<p>first</p><p>last</p>");
  editor.commands.setTextSelection(6);
  type("a");
  editor.commands.setTextSelection(13);
  type("b");
  press("Enter");
  type("c");
  const seen = [0, 1, 2, 3].map(() => {
    press("Mod-z");
    return editor.getText({ blockSeparator: "|" });
  });
  expect(seen).toEqual(["firsta|lastb|", "firsta|lastb", "firsta|last", "first|last"]);
});

test.each([
  ["# ", "<h1></h1>"],
  ["- ", "<ul><li><p></p></li></ul>"],
  ["a **b**", "<p>a <strong>b</strong></p>"],
  ["``` ", "<pre><code></code></pre>"],
])("undo after %j gives what was typed", (typed, made) => {
  const { editor, type, press } = openEditor();
  type(typed);
  expect(editor.getHTML()).toBe(made);
  press("Mod-z");
  expect(editor.getHTML()).toBe(`<p>${typed}</p>`);
  press("Mod-y");
  expect(editor.getHTML()).toBe(made);
  press("Mod-z");
  type("x");
  expect(editor.getText()).toBe(`${typed}x`);
});

test("Backspace right after a rule gives what was typed, too", () => {
  const { editor, type, press } = openEditor();
  type("# ");
  press("Backspace");
  expect(editor.getHTML()).toBe("<p># </p>");
});

test("characters taken back one after another are one step", () => {
  const { editor, type, press } = openEditor();
  type("word");
  editor.commands.deleteRange({ from: 4, to: 5 });
  editor.commands.deleteRange({ from: 3, to: 4 });
  expect(editor.getText()).toBe("wo");
  press("Mod-z");
  expect(editor.getText()).toBe("word");
});
