import { makePng } from "#services/tests/fixtures/make-png.ts";
import { createDocument, editorOf, openApart, pasteFile, stateOf } from "./document-window.ts";
import { dropFiles } from "./drop-files.ts";
import { expect, test } from "./fixtures.ts";

test("pictures are chosen from the menu and made narrower by hand; other files dropped are links, in the order they came", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { id, address } = await createDocument(owner, drive.id, { title: "Minutes", markdown: "First\n\nLast\n" });
  const read = async () => (await owner.client.call("documents.read", { pageId: id, format: "markdown" })).content;
  const page = await openWindow(owner, address);
  await editorOf(page).getByText("First").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.type("/image");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({
    name: "plan.png",
    mimeType: "image/png",
    buffer: Buffer.from(makePng({ width: 800, height: 400 })),
  });
  const picture = editorOf(page).getByRole("img");
  await expect(picture).toHaveJSProperty("naturalWidth", 800);

  await picture.click();
  const handle = page.getByRole("slider", { name: "Width" });
  const [from, whole] = [await handle.boundingBox(), await picture.boundingBox()];
  if (from === null || whole === null) throw new Error("The picture has no handle.");
  const grip = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x - whole.width / 2, grip.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(read).toMatch(/<img src="[^"]+" width="(?:4[5-9]|5[0-5])%">/);
  await page.keyboard.press("Delete");
  await expect.poll(read).toMatch(/First\n\n!\[\]\([^)]+\)/);

  await dropFiles(editorOf(page).getByText("Last"), [
    { name: "figures.csv", bytes: Buffer.from("a,b\n1,2\n") },
    { name: "photo.png", bytes: makePng({ width: 40, height: 20 }) },
    { name: "notes.txt", bytes: Buffer.from("words") },
  ]);
  await expect
    .poll(read)
    .toMatch(
      /Last\n\n\[figures\.csv\]\(\/d\/[^)]+\)\n\n!\[\]\(\/api\/files\/[^)]+\)\n\n\[notes\.txt\]\(\/d\/[^)]+\)\n$/,
    );
});

test("a picture the server did not take is sent again on request, and one given offline by itself", async ({
  workspace,
  drive,
  browser,
}) => {
  const { owner, stack } = workspace;
  const { id, address } = await createDocument(owner, drive.id, { title: "Field notes" });
  await using opened = await openApart(browser, owner, { address });
  const { page } = opened;
  const text = editorOf(page);
  await text.click();
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.route("**/api/files?*", (route) => route.fulfill({ status: 500, body: "" }));
  await pasteFile(page, "refused.png", makePng({ width: 30, height: 20 }));
  await expect(text).toContainText("The server answered 500.");
  await page.unroute("**/api/files?*");
  // The list in the corner may be put away; what stands in the text still works.
  await page.getByRole("button", { name: "Dismiss" }).click();
  await text.getByRole("button", { name: "Try again" }).click();
  await expect(text.getByRole("img")).toHaveJSProperty("naturalWidth", 30);

  await page.context().setOffline(true);
  stack.killProcess("realtime");
  await expect(stateOf(page)).toHaveAttribute("data-state", "offline");
  await page.keyboard.press("Control+End");
  await pasteFile(page, "kept.png", makePng({ width: 50, height: 20 }));
  await pasteFile(page, "unwanted.png", makePng({ width: 60, height: 20 }));
  await expect(text).toContainText("still on your device, and is sent again once the server can be reached");
  await text.getByRole("button", { name: "Leave out" }).last().click();
  await page.context().setOffline(false);
  await expect(text.getByRole("img").last()).toHaveJSProperty("naturalWidth", 50);
  await expect(text.locator(".document-upload")).toHaveCount(0);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { items } = await owner.client.call("pages.list", { driveId: drive.id, parentId: id });
  expect(items.map(({ title }) => title)).toEqual(["refused.png", "kept.png"]);
  const { content } = await owner.client.call("documents.read", { pageId: id, format: "markdown" });
  expect(content.match(/!\[\]/g)).toHaveLength(2);
});
