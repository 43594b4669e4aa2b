import { describe, expect, it, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

interface Shape {
  readonly type: string;
  readonly checked?: unknown;
  readonly text?: string;
}

/** Items of all lists by kind, state and own words. */
function itemsOf(html: string): Shape[] {
  const { editor, paste } = openEditor();
  paste({ "text/html": html, "text/plain": "" });
  const items: Shape[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === "taskItem") {
      items.push({ type: "task", checked: node.attrs["checked"], text: node.firstChild?.textContent ?? "" });
    }
    if (node.type.name === "listItem") items.push({ type: "item", text: node.firstChild?.textContent ?? "" });
  });
  return items;
}

const open = { type: "task", checked: false, text: "open" };
const done = { type: "task", checked: true, text: "done" };

describe("to-dos pasted from elsewhere keep their state", () => {
  it.each([
    [
      "GitHub",
      '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled> open</li><li class="task-list-item"><input type="checkbox" checked disabled> done</li></ul>',
    ],
    [
      "GitHub with paragraphs",
      '<ul><li><p><input type="checkbox"> <label>open</label></p></li><li><p><input type="checkbox" checked=""> done</p></li></ul>',
    ],
    ["Notion", "<ul>\n<li>[ ] open</li>\n<li>[x] done</li>\n</ul>"],
    [
      "Notion's export",
      '<ul class="to-do-list"><li><div class="checkbox checkbox-off"></div> <span>open</span></li></ul><ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span>done</span></li></ul>',
    ],
    [
      "Google Docs",
      '<ul><li role="checkbox" aria-checked="false"><img src="data:image/png;base64,x" alt="unchecked"><p>open</p></li><li role="checkbox" aria-checked="true"><p>done</p></li></ul>',
    ],
  ])("from %s", (_name, html) => {
    expect(itemsOf(html)).toEqual([open, done]);
  });

  it("beside items that are none, and below one another", () => {
    const html =
      '<ul><li>plain</li><li><input type="checkbox"> open<ul><li><input type="checkbox" checked> done</li></ul></li></ul>';
    expect(itemsOf(html)).toEqual([{ type: "item", text: "plain" }, open, done]);
  });

  it("and those copied here do, too", () => {
    const source = openEditor(
      '<ul data-type="taskList"><li data-type="taskItem" data-checked="true"><p>done</p></li></ul>',
    );
    source.editor.commands.selectAll();
    const { dom } = source.editor.view.serializeForClipboard(source.editor.state.selection.content());
    expect(itemsOf(dom.innerHTML)).toEqual([done]);
  });
});

/** A line of a list as Word puts it on the clipboard. */
function wordLine(level: number, mark: string, words: string): string {
  return `<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;
}

test("lists pasted from Word have their levels and numbers, and no second bullet", () => {
  const { editor, paste } = openEditor();
  const lines = [wordLine(1, "·", "one"), wordLine(2, "o", "<b>deep</b>"), wordLine(1, "·", "two")];
  const numbers = [wordLine(1, "3.", "three"), wordLine(1, "4.", "four")];
  paste({
    "text/html": `<html><body><!--StartFragment--><p class=MsoNormal>Before</p>${lines.join("\n")}<p class=MsoNormal>Between</p>${numbers.join("\n")}<!--EndFragment--></body></html>`,
    "text/plain": "Before\n·\tone",
  });
  expect(editor.getHTML()).toBe(
    "<p>Before</p><ul><li><p>one</p><ul><li><p><strong>deep</strong></p></li></ul></li><li><p>two</p></li></ul>" +
      '<p>Between</p><ol start="3"><li><p>three</p></li><li><p>four</p></li></ol>',
  );
});

describe("what a page shows apart stays apart", () => {
  it.each([
    ["<details><summary>Sum</summary>inner</details>", "<p>Sum</p><p>inner</p>"],
    ["<details open>a<summary>s</summary><p>p</p>b</details>", "<p>a</p><p>s</p><p>p</p><p>b</p>"],
    ["<ul><li><details><summary>Sum</summary>inner</details></li></ul>", "<ul><li><p>Sum</p><p>inner</p></li></ul>"],
    ["<fieldset><legend>Leg</legend>fl</fieldset>", "<p>Leg</p><p>fl</p>"],
    ["<nav>n</nav><main>m</main>z<center>c</center>", "<p>n</p><p>m</p><p>z</p><p>c</p>"],
    ["<dl><dt>one</dt><dt>two</dt><dd>three</dd></dl>", "<p>one</p><p>two</p><p>three</p>"],
    ['<span style="display: block">a</span><span style="display:flex">b</span>', "<p>a</p><p>b</p>"],
    ['<p>a<span style="display:block">b</span>c</p>', "<p>a<br>b<br>c</p>"],
    ["<label>lab</label><select><option>o1</select>", "<p>lab o1</p>"],
    ["<button>b1</button><button>b2</button>", "<p>b1 b2</p>"],
    ['<p>Name(<input value="Ada">), <textarea>t</textarea>.</p>', "<p>Name(Ada), t.</p>"],
  ])("%s", (html, expected) => {
    const { editor, paste } = openEditor();
    paste({ "text/html": html, "text/plain": "" });
    expect(editor.getHTML()).toBe(expected);
  });
});

it.each([
  '<p>a<span style="display:none">no</span>b</p>',
  '<p>a<span style="color: red; DISPLAY : none !important">no</span>b</p>',
  "<p>a<span hidden>no</span>b</p>",
  '<p>a<span style="visibility:hidden">no</span>b</p>',
  "<p>ab</p><template>no</template>",
  "<p>ab</p><dialog>no</dialog>",
])("what a page does not show is not pasted: %s", (html) => {
  const { editor, paste } = openEditor();
  paste({ "text/html": html, "text/plain": "" });
  expect(editor.getHTML()).toBe("<p>ab</p>");
});

test("what is shown within what is not is pasted", () => {
  const { editor, paste } = openEditor();
  paste({
    "text/html": '<p>a<span style="visibility:hidden"><b style="visibility:visible">yes</b></span></p>',
    "text/plain": "",
  });
  expect(editor.getText()).toBe("ayes");
});
