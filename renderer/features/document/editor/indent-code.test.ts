import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

test("Tab on selected lines of code moves them whole, and Shift-Tab back", () => {
  const { editor, press } = openEditor("<pre><code>one {\n  two\n\n}\nend</code></pre>");
  // From the middle of the first line to the start of the last.
  editor.commands.setTextSelection({ from: 3, to: 16 });
  expect(press("Tab")).toBe(true);
  expect(editor.getText()).toBe("  one {\n    two\n\n  }\nend");
  press("Tab");
  expect(editor.getText()).toBe("    one {\n      two\n\n    }\nend");
  for (const _times of [1, 2, 3]) press("Shift-Tab");
  expect(editor.getText()).toBe("one {\ntwo\n\n}\nend");
});
