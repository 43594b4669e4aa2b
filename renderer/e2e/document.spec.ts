import { AxeBuilder } from "@axe-core/playwright";
import { editorShortcuts } from "#renderer/workspace/shortcuts/editor-shortcuts.ts";
import { createDocument, editorOf, paste, stateOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("Markdown marks at the start of a line become what they mean", async ({ workspace, drive, openWindow }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Marks" });
  const page = await openWindow(workspace.owner, address);
  const { keyboard } = page;
  await editorOf(page).click();
  await keyboard.type("# One\n#### Four\n**bold** _leaning_ `code` ~~gone~~\n");
  await keyboard.type("- point\nbelow");
  await keyboard.press("Tab");
  await keyboard.type("\n\n\n1. first\n\n[] task\n\n> said\n\n---after\n```js\nconst a = 1");
  const editor = editorOf(page);
  await expect(editor.getByRole("heading", { level: 1 })).toHaveText("One");
  await expect(editor.getByRole("heading", { level: 4 })).toHaveText("Four");
  await expect(editor.locator("ul ul li")).toHaveText("below");
  await expect(editor.locator(".hljs-keyword")).toHaveText("const");
  await editor.getByRole("checkbox").click();
  await expect(editor.getByRole("checkbox")).toBeChecked();
  await expect
    .poll(async () => (await workspace.owner.client.call("documents.read", { pageId: id })).content)
    .toBe(
      [
        "# One",
        "#### Four",
        "**bold** *leaning* `code` ~~gone~~",
        "- point\n  - below",
        "1. first",
        "- [x] task",
        "> said",
        "---",
        "after",
        "```js\nconst a = 1\n```\n",
      ].join("\n\n"),
    );
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
});

test("a typed to-do in a list and a typed link become what they mean", async ({ workspace, drive, openWindow }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Typed" });
  const page = await openWindow(workspace.owner, address);
  const editor = editorOf(page);
  await editor.click();
  await page.keyboard.type(
    "- [ ] open\n\n- [x] done\n\nSee [the plan](example.org/plan) and [x](javascript:alert(1)) here",
  );
  await expect(editor.getByRole("checkbox").first()).not.toBeChecked();
  await expect(editor.getByRole("checkbox").last()).toBeChecked();
  await expect(editor.getByRole("link")).toHaveAttribute("href", "https://example.org/plan");
  await expect(editor.getByRole("link")).toHaveText("the plan");
  await expect(editor).toContainText("See the plan and [x](javascript:alert(1)) here");
  await expect
    .poll(async () => (await workspace.owner.client.call("documents.read", { pageId: id })).content)
    .toContain("- [x] done");
});

test("what is typed right after Mod-K on a selection goes into the link's address", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, {
    title: "Quick",
    markdown: "precious words here",
  });
  const page = await openWindow(workspace.owner, address);
  const editor = editorOf(page);
  await editor.getByText("precious words here").dblclick({ position: { x: 90, y: 8 } });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("example.org");
  await page.keyboard.press("Enter");
  await expect(editor).toHaveText("precious words here");
  await expect(editor.getByRole("link", { name: "words" })).toHaveAttribute("href", "https://example.org");
});

test("each paragraph runs the way its own words do", async ({ workspace, drive, openWindow }) => {
  const markdown = "left to right\n\nשורה בעברית עם 123 וסוף.";
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Two ways", markdown });
  const page = await openWindow(workspace.owner, address);
  await expect(editorOf(page).locator("p")).toHaveCount(2);
  const edges = await editorOf(page)
    .locator("p")
    .evaluateAll((paragraphs) =>
      paragraphs.map((paragraph) => {
        const words = document.createRange();
        words.selectNodeContents(paragraph);
        const box = paragraph.getBoundingClientRect();
        const { left, right } = words.getBoundingClientRect();
        return left - box.left < box.right - right ? "left" : "right";
      }),
    );
  expect(edges).toEqual(["left", "right"]);
});

test("a slash offers blocks, found by other names too", async ({ workspace, drive, openWindow }) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Slash" });
  const page = await openWindow(workspace.owner, address);
  const { keyboard } = page;
  await editorOf(page).click();
  await keyboard.type("/");
  const menu = page.getByRole("listbox", { name: "Insert a block" });
  await expect(menu.getByRole("option")).toHaveCount(13);
  await keyboard.type("todo");
  await expect(menu.getByRole("option")).toHaveText(["To-do list[]"]);
  const meant = await menu.getByRole("option").getAttribute("id");
  await expect(editorOf(page)).toHaveAttribute("aria-activedescendant", meant ?? "none");
  await expect(editorOf(page)).toHaveAttribute("aria-controls", (await menu.getAttribute("id")) ?? "none");
  await keyboard.press("Enter");
  await expect(editorOf(page)).not.toHaveAttribute("aria-activedescendant");
  await keyboard.type("Buy ice\n\n/grid");
  await expect(menu.getByRole("option", { name: "Table" })).toHaveAttribute("aria-selected", "true");
  await keyboard.press("Enter");
  await keyboard.type("Day");
  await keyboard.press("Tab");
  await keyboard.type("Lead");
  const editor = editorOf(page);
  await expect(editor.getByRole("columnheader").nth(1)).toHaveText("Lead");
  await page.getByRole("toolbar", { name: "Change table" }).getByRole("button", { name: "Insert row below" }).click();
  await expect(editor.getByRole("row")).toHaveCount(4);
  await page.getByRole("button", { name: "Delete column" }).click();
  await expect(editor.getByRole("columnheader")).toHaveText(["Day", ""]);
});

test("selected text gets formats and a link; Mod-K without a selection is the palette's", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Links", markdown: "Read this" });
  const page = await openWindow(workspace.owner, address);
  const { keyboard } = page;
  const editor = editorOf(page);
  await editor.getByText("Read this").click();
  await keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await keyboard.press("Escape");
  await editor.getByText("Read this").dblclick();
  await page.getByRole("toolbar", { name: "Format text" }).getByRole("button", { name: "Bold" }).click();
  await expect(editor.locator("strong")).toHaveCount(1);
  await keyboard.press("Control+k");
  await page.getByLabel("Address").fill("javascript:alert(1)");
  await keyboard.press("Enter");
  await expect(page.getByText("This address cannot be used as a link.")).toBeVisible();
  await page.getByLabel("Address").fill("example.org/days");
  await keyboard.press("Enter");
  await expect(editor.getByRole("link")).toHaveAttribute("href", "https://example.org/days");
});

test("what is pasted becomes what it is, and nothing that runs", async ({ workspace, drive, openWindow }) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Paste" });
  const page = await openWindow(workspace.owner, address);
  const editor = editorOf(page);
  await editor.click();
  await paste(page, { "text/plain": "## Days\n\n- Mon\n- **Tue**" });
  await expect(editor.getByRole("heading", { level: 2 })).toHaveText("Days");
  await expect(editor.locator("li strong")).toHaveText("Tue");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\n");
  await paste(page, { "text/plain": "Day\tLead\nMon\tMara\n" });
  await expect(editor.getByRole("cell")).toHaveText(["Mon", "Mara"]);
  await page.keyboard.press("Control+a");
  await paste(page, {
    "text/html": '<p onclick="x()">Safe <a href="javascript:alert(1)">link</a><img src="x" onerror="alert(1)"></p>',
    "text/plain": "Safe link",
  });
  await expect(editor).toHaveText("Safe link");
  await expect(editor.locator("a, img, [onclick]")).toHaveCount(0);
});

test("two people write at once, see each other's carets and undo only their own", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const jonas = await workspace.invite(drive.id, `Jonas${Date.now()}`);
  const { address } = await createDocument(workspace.owner, drive.id, {
    title: "Programme",
    markdown: "Morning\n\nAfternoon",
  });
  const mine = await openWindow(workspace.owner, address);
  const theirs = await openWindow(jonas, address);
  await editorOf(mine).getByText("Morning").click();
  await mine.keyboard.press("End");
  await editorOf(theirs).getByText("Afternoon").click();
  await theirs.keyboard.press("End");
  await Promise.all([
    mine.keyboard.type(": why does ice float?", { delay: 15 }),
    theirs.keyboard.type(": what is inside a seed?", { delay: 15 }),
  ]);
  for (const page of [mine, theirs]) {
    await expect(editorOf(page)).toContainText("Morning: why does ice float?");
    await expect(editorOf(page)).toContainText("Afternoon: what is inside a seed?");
    await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  }
  await expect(editorOf(theirs).locator(".document-caret-name")).toHaveText("Ada");
  await expect(editorOf(mine).locator(".document-caret-name")).toContainText("Jonas");
  await expect(mine.getByRole("list", { name: "Here now" })).toContainText("Jonas");
  await mine.keyboard.press("Control+z");
  await expect(editorOf(theirs)).not.toContainText("why does ice float?");
  await expect(editorOf(theirs)).toContainText("Afternoon: what is inside a seed?");
});

test("the title in the page renames it everywhere and Enter goes on to the text", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  const page = await openWindow(workspace.owner, address);
  await expect(editorOf(page)).toBeVisible();
  await page.getByLabel("Title", { exact: true }).fill("New name");
  await expect(page.getByRole("treeitem", { name: "New name" })).toBeVisible();
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await page.keyboard.type("First line");
  await expect(editorOf(page)).toHaveText("First line");
});

test("a colleague's new title shows while the caret rests in the title, and is not renamed back", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  const page = await openWindow(workspace.owner, address);
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Mine");
  const stored = async () => (await workspace.owner.client.call("pages.read", { pageId: id })).title;
  await expect.poll(stored).toBe("Mine");
  await workspace.owner.client.call("pages.rename", { pageId: id, title: "Theirs" });
  await expect(title).toHaveValue("Theirs");
  await expect(title).toBeFocused();
  await title.pressSequentially(" and mine");
  await expect.poll(stored).toBe("Theirs and mine");
  await expect(page.getByRole("treeitem", { name: "Theirs and mine" })).toBeVisible();
});

test("blocks move with Alt and the arrows", async ({ workspace, drive, openWindow }) => {
  const { address } = await createDocument(workspace.owner, drive.id, {
    title: "Order",
    markdown: "One\n\nTwo\n\nThree",
  });
  const page = await openWindow(workspace.owner, address);
  await editorOf(page).getByText("Three").click();
  // The browser tells the editor of the caret in a task of its own, which comes before the next picture.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(editorOf(page).locator("p")).toHaveText(["Three", "One", "Two"]);
  await page.keyboard.press("Alt+ArrowDown");
  await expect(editorOf(page).locator("p")).toHaveText(["One", "Three", "Two"]);
});

test("Tab indents code and Shift-Tab takes it back, without leaving the text", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, {
    title: "Code",
    markdown: "```js\nif (a) {\nb()\n}\n```",
  });
  const page = await openWindow(workspace.owner, address);
  const editor = editorOf(page);
  await editor.getByText("b()").click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(editor).toBeFocused();
  await expect(editor.locator("code")).toHaveText("if (a) {\n  b()\n}", { useInnerText: true });
});

test("the shortcuts that the list shows do what it says", async ({ workspace, drive, openWindow }) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Keys", markdown: "Words" });
  const page = await openWindow(workspace.owner, address);
  const editor = editorOf(page);
  await editor.getByText("Words").dblclick();
  for (const [keys, sign] of [
    [editorShortcuts.heading3, "h3"],
    [editorShortcuts.text, "p"],
    [editorShortcuts.orderedList, "ol > li"],
    [editorShortcuts.bulletList, "ul > li"],
    [editorShortcuts.taskList, "ul[data-type=taskList] > li"],
    [editorShortcuts.taskList, ":scope > p"],
    [editorShortcuts.quote, "blockquote"],
    [editorShortcuts.quote, ":scope > p"],
    [editorShortcuts.bold, "strong"],
    [editorShortcuts.italic, "em"],
    [editorShortcuts.underline, "u"],
    [editorShortcuts.strike, "s"],
    [editorShortcuts.code, "code"],
    [editorShortcuts.codeBlock, "pre"],
  ] as const) {
    await page.keyboard.press(keys.replace("Mod", "ControlOrMeta"));
    await expect(editor.locator(sign)).toContainText("Words");
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`a document passes the accessibility check, ${colorScheme}`, async ({ workspace, drive, openWindow }) => {
    const markdown =
      "Text with a [link](https://example.org) and `code`.\n\n- [x] Done\n- [ ] To do\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n```js\nconst a = 'b'; // c\n```";
    const { address } = await createDocument(workspace.owner, drive.id, { title: "For everyone", markdown });
    const page = await openWindow(workspace.owner, address, { colorScheme });
    await expect(editorOf(page).locator(".hljs-keyword")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include("main").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  });
}
