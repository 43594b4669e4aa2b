import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

const tasks =
  '<ul data-type="taskList"><li data-type="taskItem" data-checked="true"><p>one</p></li>' +
  '<li data-type="taskItem"><p>two</p></li></ul><p>three</p>';

function ticks(html: string): string[] {
  return [...html.matchAll(/data-checked="(\w+)"/g)].map(([, checked = ""]) => checked);
}

test("Mod-Enter ticks the to-do at the caret and takes the tick away again", () => {
  const { editor, press } = openEditor(tasks);
  editor.commands.setTextSelection(11);
  expect(press("Mod-Enter")).toBe(true);
  expect(ticks(editor.getHTML())).toEqual(["true", "true"]);
  press("Mod-Enter");
  expect(ticks(editor.getHTML())).toEqual(["true", "false"]);
});

test("Mod-Enter ticks all selected to-dos, and none where none is", () => {
  const { editor, press } = openEditor(tasks);
  editor.commands.selectAll();
  press("Mod-Enter");
  expect(ticks(editor.getHTML())).toEqual(["true", "true"]);
  press("Mod-Enter");
  expect(ticks(editor.getHTML())).toEqual(["false", "false"]);
  editor.commands.focus("end");
  press("Mod-Enter");
  expect(ticks(editor.getHTML())).toEqual(["false", "false"]);
});
