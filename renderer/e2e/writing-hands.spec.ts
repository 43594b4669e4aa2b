import { createDocument, editorOf } from "./document-window.ts";
import { dropSelection } from "./drop-files.ts";
import { expect, test } from "./fixtures.ts";

test("hands find what they expect: above a table, undo of a heading, the toolbar by keys, a link to a page", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const other = await createDocument(workspace.owner, drive.id, { title: "The other page", markdown: "Elsewhere" });
  const { address } = await createDocument(workspace.owner, drive.id, {
    title: "Hands",
    markdown: `| a | b |\n|---|---|\n| c | d |\n\nwords\n\n[there](${other.address})`,
  });
  const page = await openWindow(workspace.owner, address);
  const { keyboard } = page;
  const editor = editorOf(page);

  await editor.getByText("a", { exact: true }).click();
  await keyboard.press("ArrowUp");
  await keyboard.type("2 ** 3 ** 4, README.md ");
  await expect(editor.locator(":scope > :first-child")).toHaveText("2 ** 3 ** 4, README.md ");
  await expect(editor.locator("strong")).toHaveCount(0);
  await expect(editor.getByRole("link")).toHaveCount(1);

  await keyboard.press("Enter");
  await keyboard.type("# ");
  await expect(editor.getByRole("heading")).toHaveCount(1);
  await keyboard.press("Control+z");
  await expect(editor.getByRole("heading")).toHaveCount(0);
  await keyboard.type("one two");
  await expect(editor.locator(":scope > p").nth(1)).toHaveText("# one two");
  await keyboard.press("Control+z");
  await expect(editor.locator(":scope > p").nth(1)).toHaveText("# one");

  const toolbar = page.getByRole("toolbar", { name: "Format text" });
  await editor.getByText("words", { exact: true }).dblclick({ position: { x: 20, y: 12 } });
  await expect(toolbar).toBeVisible();
  await keyboard.press("Alt+F10");
  await expect(toolbar.getByRole("button", { name: "Bold" })).toBeFocused();
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await expect(editor.locator("em")).toHaveText("words");
  await keyboard.press("Escape");
  await expect(toolbar).toBeHidden();
  await expect(editor).toBeFocused();

  const windows = page.context().pages().length;
  await editor.getByRole("link").click();
  await expect(page.locator(".document-link-address")).toHaveText("The other page");
  await page.getByRole("button", { name: "Open page" }).click();
  await expect(editorOf(page)).toContainText("Elsewhere");
  expect(new URL(page.url()).pathname).toBe(other.address);
  expect(page.context().pages()).toHaveLength(windows);
});

test("what is dragged from another page of the web is dropped with its form, where it is let go", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { id, address } = await createDocument(owner, drive.id, { title: "Clippings", markdown: "First\n\nLast\n" });
  const page = await openWindow(owner, address);
  await expect(editorOf(page)).toBeVisible();
  await dropSelection(editorOf(page).getByText("Last"), {
    "text/html": `<p>Tides today</p><ul><li>High at <b>nine</b></li><li>Low at three</li></ul><script>alert(1)</script>`,
    "text/plain": "Tides today\nHigh at nine\nLow at three",
  });
  const read = async () => (await owner.client.call("documents.read", { pageId: id, format: "markdown" })).content;
  await expect.poll(read).toContain("Tides today\n\n- High at **nine**\n- Low at three");
  const content = await read();
  expect(
    content
      .split(/Tides.*three/s)
      .join("")
      .replace(/\s/g, ""),
  ).toBe("FirstLast");
  expect(content).not.toContain("alert");
});
