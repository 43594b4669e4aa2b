import { expect, test } from "vitest";
import { textOfSlice } from "./clipboard-text.ts";
import { openEditor } from "./testing/open-editor.ts";

test("a copied document reads well as plain text", () => {
  const { editor } = openEditor(
    "<h1>Days</h1><p>Two<br>lines</p><ul><li><p>one</p><ol start='3'><li><p>deep</p></li><li><p>er</p></li></ol></li><li><p>two</p></li></ul>" +
      '<ul data-type="taskList"><li data-type="taskItem" data-checked="true"><p>done</p></li><li data-type="taskItem"><p>open</p></li></ul>' +
      '<table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>1</p><p>2</p></td><td><p>say "x"</p></td></tr></tbody></table>' +
      "<pre><code>x\n\ny</code></pre><hr><blockquote><p>said</p></blockquote>",
  );
  editor.commands.selectAll();
  expect(textOfSlice(editor.state.selection.content())).toBe(
    [
      "Days",
      "Two\nlines",
      "- one\n  3. deep\n  4. er\n- two",
      "- [x] done\n- [ ] open",
      'a\tb\n"1\n\n2"\tsay "x"',
      "x\n\ny",
      "---",
      "said",
    ].join("\n\n"),
  );
});

test("words of one item are copied without its mark, and the editor uses it", () => {
  const { editor } = openEditor("<ul><li><p>one two</p></li></ul>");
  editor.commands.setTextSelection({ from: 3, to: 6 });
  expect(editor.view.serializeForClipboard(editor.state.selection.content()).text).toBe("one");
  editor.commands.selectAll();
  expect(editor.view.serializeForClipboard(editor.state.selection.content()).text).toBe("one two");
});
