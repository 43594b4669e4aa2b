import { describe, expect, it, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

const emptyItem = "<ul><li><p></p></li></ul>";
const fullItems = "<ul><li><p>one</p></li><li><p></p></li><li><p>three</p></li></ul>";

/** The marks of blocks and the words between them, without attributes that say nothing here. */
function shape(html: string): string {
  return html.replace(/ (data-type|data-checked)="(taskList|taskItem|false)"/g, "").replace(/<label>.*?<\/label>/g, "");
}

describe("Markdown typed at the start of a line", () => {
  it.each([
    ["# ", "<h1>x</h1>"],
    ["#### ", "<h4>x</h4>"],
    ["1. ", "<ol><li><p>x</p></li></ol>"],
    ["3) ", '<ol start="3"><li><p>x</p></li></ol>'],
    ["2026. ", "<p>2026. x</p>"],
    ["- ", "<ul><li><p>x</p></li></ul>"],
    ["> ", "<blockquote><p>x</p></blockquote>"],
    ["```ts ", '<pre><code class="language-ts">x</code></pre>'],
    ["~~~c++ ", '<pre><code class="language-c++">x</code></pre>'],
    ["[x] ", '<ul><li data-checked="true"><div><p>x</p></div></li></ul>'],
  ])("%j makes the block it stands for", (typed, html) => {
    const { editor, type } = openEditor();
    type(`${typed}x`);
    expect(shape(editor.getHTML())).toBe(html);
  });

  it.each([
    ["# ", "<ul><li><p></p><h1>x</h1></li></ul>"],
    ["``` ", "<ul><li><p></p><pre><code>x</code></pre></li></ul>"],
    ["1. ", "<ol><li><p>x</p></li></ol>"],
    ["2) ", '<ol start="2"><li><p>x</p></li></ol>'],
    ["- [x] ", undefined],
    ["[ ] ", "<ul><li><div><p>x</p></div></li></ul>"],
    ["- ", "<ul><li><p>- x</p></li></ul>"],
    ["2026. ", "<ul><li><p>2026. x</p></li></ul>"],
  ])("%j works in an item", (typed, html) => {
    const { editor, type } = openEditor(emptyItem);
    editor.commands.setTextSelection(3);
    type(`${typed}x`);
    expect(editor.getText().trim()).toMatch(/x$/);
    if (html !== undefined) expect(shape(editor.getHTML())).toBe(html);
  });
});

test("the items beside one that is turned stay as they are, and the next one joins it", () => {
  const { editor, type, press } = openEditor(fullItems);
  editor.commands.setTextSelection(10);
  type("1. two");
  expect(editor.getHTML()).toBe(
    "<ul><li><p>one</p></li></ul><ol><li><p>two</p></li></ol><ul><li><p>three</p></li></ul>",
  );
  press("ArrowDown");
  editor.commands.setTextSelection(editor.state.doc.content.size - 8);
  type("2. ");
  expect(editor.getHTML()).toBe("<ul><li><p>one</p></li></ul><ol><li><p>two</p></li><li><p>three</p></li></ol>");
});

test("a fence and Enter make code inside an item", () => {
  const { editor, type, press } = openEditor(emptyItem);
  editor.commands.setTextSelection(3);
  type("```js");
  press("Enter");
  type("one()");
  expect(editor.getHTML()).toBe('<ul><li><p></p><pre><code class="language-js">one()</code></pre></li></ul>');
});
