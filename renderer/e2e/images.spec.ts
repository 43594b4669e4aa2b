import { AxeBuilder } from "@axe-core/playwright";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { joinAsViewer } from "#services/tests/stack/person.ts";
import { createDocument, editorOf, openApart, paste, pasteFile, stateOf } from "./document-window.ts";
import { dropFiles } from "./drop-files.ts";
import { expect, test } from "./fixtures.ts";

test("a picture dropped on the text is shown to whoever may read it, is described, made narrower and opened large by keys", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { id, address } = await createDocument(owner, drive.id, { title: "Trip", markdown: "First\n\nLast\n" });
  const page = await openWindow(owner, address);
  await expect(editorOf(page)).toBeVisible();
  await dropFiles(editorOf(page).getByText("First"), [
    { name: "harbour.png", bytes: makePng({ width: 800, height: 400 }) },
  ]);
  const picture = editorOf(page).getByRole("img");
  await expect(picture).toHaveJSProperty("naturalWidth", 800);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { items } = await owner.client.call("pages.list", { driveId: drive.id, parentId: id });
  const src = `/api/files/${items[0]?.id}`;
  const read = async () => (await owner.client.call("documents.read", { pageId: id, format: "markdown" })).content;
  await expect.poll(read).toBe(`First\n\n![](${src})\n\nLast\n`);

  await picture.click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The harbour at dawn");
  await page.keyboard.press("Enter");
  await expect.poll(read).toContain(`![The harbour at dawn](${src})`);
  const full = await picture.evaluate((image) => image.clientWidth);
  for (let press = 0; press < 4; press++) await page.keyboard.press("Tab");
  await expect(page.getByRole("slider", { name: "Width" })).toBeFocused();
  for (let press = 0; press < 4; press++) await page.keyboard.press("ArrowLeft");
  await expect.poll(() => picture.evaluate((image) => image.clientWidth)).toBeLessThan(full * 0.85);
  await expect.poll(read).toContain(`<img src="${src}" alt="The harbour at dawn" width="80%">`);
  await page.keyboard.press("Escape");
  await page.keyboard.press(" ");
  const large = page.getByRole("dialog", { name: "The harbour at dawn" });
  await expect(large.getByRole("img")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("dialog").include("main").analyze();
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
  await expect(editorOf(page)).toBeFocused();

  const viewer = await joinAsViewer(owner, drive.id, "Vera");
  const theirs = await openWindow(viewer, address);
  await expect(theirs.getByRole("button", { name: "Open large: The harbour at dawn" })).toBeVisible();
  await theirs.getByRole("button", { name: "Open large: The harbour at dawn" }).focus();
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByRole("dialog")).toBeVisible();
  await theirs.keyboard.press("Escape");
  await expect(theirs.getByRole("button", { name: "Open large: The harbour at dawn" })).toBeFocused();
});

test("pictures pasted alone and within a page of the web are kept, and other sites hear of it only when asked", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { id, address } = await createDocument(owner, drive.id, { title: "Clippings" });
  await createDocument(owner, drive.id, { title: "Elsewhere", markdown: "Other words." });
  const page = await openWindow(owner, address);
  const asked: string[] = [];
  await page.route("https://pictures.example/**", async (route) => {
    asked.push(route.request().url());
    await route.fulfill({ contentType: "image/png", body: Buffer.from(makePng({ width: 30, height: 20 })) });
  });
  await editorOf(page).click();
  await pasteFile(page, "copied.png", makePng({ width: 200, height: 100 }));
  await expect(editorOf(page).getByRole("img")).toHaveJSProperty("naturalWidth", 200);

  await page.keyboard.press("Control+End");
  const data = Buffer.from(makePng({ width: 60, height: 40 })).toString("base64");
  await paste(page, {
    "text/html": `<p>Before</p><p>Words <img src="https://pictures.example/cat.png" alt="A cat"> after</p>
      <p><img src="data:image/png;base64,${data}" alt=""></p><p>Between</p>
      <img src="file:///C:/Temp/clip.png" alt="A drawing"><img src="javascript:alert(1)" alt="Nothing">
      <img src="http://pictures.example/old.png" alt="An old one"><p>End</p>`,
    "text/plain": "Before Words after Between End",
  });
  await expect(editorOf(page).getByRole("img")).toHaveCount(2);
  await expect(page.getByText("2 pictures could not be taken along")).toBeVisible();
  const text = editorOf(page);
  await expect(text).toContainText("[A drawing]");
  await expect(text.getByRole("link", { name: "An old one" })).toBeVisible();
  await expect(text).toContainText("A picture from pictures.example.");
  expect(asked).toEqual([]);
  // The first drawing of an editor, a page that is left for another, and one that is come back to.
  await page.reload();
  await expect(editorOf(page)).toContainText("A picture from pictures.example.");
  await page.getByRole("treeitem", { name: "Elsewhere", exact: true }).click();
  await expect(editorOf(page)).toContainText("Other words.");
  await page.goBack();
  await expect(editorOf(page)).toContainText("A picture from pictures.example.");
  expect(asked).toEqual([]);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await owner.client.call("documents.read", { pageId: id, format: "markdown" });
  expect(content).toContain("![A cat](https://pictures.example/cat.png)");
  expect(content).not.toMatch(/data:|file:|javascript:|0000-0000/);
  for (const words of ["Before", "Words", "after", "Between", "End"]) expect(content).toContain(words);
  expect(content.indexOf("Between")).toBeGreaterThan(content.lastIndexOf("![](/api/files/"));

  await text.getByRole("button", { name: "Show its pictures" }).click();
  await expect(text.getByRole("img", { name: "A cat" })).toHaveJSProperty("naturalWidth", 30);
  expect(asked).toEqual(["https://pictures.example/cat.png"]);
});

test("a picture of too many pixels, and one that was deleted, leave words in their place", async ({
  workspace,
  drive,
  browser,
}) => {
  const { owner } = workspace;
  const { id, address } = await createDocument(owner, drive.id, { title: "Bombs" });
  await using opened = await openApart(browser, owner, { address });
  const { page } = opened;
  await editorOf(page).click();
  // Never answered, so that there is something to cancel.
  await page.route("**/api/files?*", () => undefined);
  await pasteFile(page, "unwanted.png", makePng({ width: 20, height: 10 }));
  await editorOf(page).getByRole("button", { name: "Cancel" }).click();
  await expect(editorOf(page)).not.toContainText("unwanted.png");
  await page.unroute("**/api/files?*");
  await pasteFile(page, "bomb.png", makePng({ width: 65_535, height: 65_535 }, 1));
  await expect(editorOf(page)).toContainText("too many for a preview", { timeout: 10_000 });
  await expect(editorOf(page).getByRole("link", { name: "Download the original" })).toBeVisible();
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const [file] = (await owner.client.call("pages.list", { driveId: drive.id, parentId: id })).items;
  await owner.client.call("pages.trash", { pageId: file?.id ?? "" });
  await owner.client.call("pages.delete", { pageId: file?.id ?? "" });
  await page.reload();
  await expect(page.locator(".document-content")).toContainText("This picture was deleted, or you may not see it.");
});
