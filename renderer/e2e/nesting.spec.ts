import { createDocument, editorOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

const heading = "- one\n- # Head\n- ```\n  code\n  ```\n";
const levels = Array.from({ length: 40 }, (_, level) => `${"  ".repeat(level)}- [ ] to-do ${level}`);
const markdown = `${heading}\n${levels.join("\n")}\n\nBetween\n\n${"> - ".repeat(100)}deep words\n`;
const long = "A title that is longer than any phone is wide";

test("what lies in items and deep below has its place and its room, and so has the parent's title", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const parent = await createDocument(workspace.owner, drive.id, { title: `Parent. ${long}`, markdown: "" });
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: long, markdown });
  await workspace.owner.client.call("pages.move", { pageId: id, parentId: parent.id });
  const page = await openWindow(workspace.owner, address, { width: 390 });
  const editor = editorOf(page);
  await expect(editor).toBeVisible();

  const top = await editor.evaluate((content) => {
    const items = [...content.querySelectorAll(":scope > ul:first-child > li")];
    return items.map((item) => {
      const block = item.querySelector("h1, .code-block") ?? item;
      return Math.round(block.getBoundingClientRect().top - item.getBoundingClientRect().top);
    });
  });
  expect(top).toEqual([0, 0, 0]);

  await editor.getByText("Head").click();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("above");
  await expect(editor.locator("p", { hasText: "above" })).toBeVisible();

  for (const words of ["to-do 39", "deep words"]) {
    const box = await editor.locator("p", { hasText: words }).last().boundingBox();
    expect(box?.width).toBeGreaterThan(100);
  }

  const way = page.locator("header nav ol");
  const [whole, link] = [await way.boundingBox(), await way.getByRole("link").last().boundingBox()];
  expect(link?.width).toBeGreaterThan((whole?.width ?? 0) / 3);
});
