import { openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("the search page keeps words and filters in its address and is worked by keys", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  const page = await client.call("pages.create", { driveId: drive.id, type: "document", title: "River" });
  await client.call("documents.replace", { pageId: page.id, markdown: "The Donaudampfschifffahrt rests." });
  await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Dampfschiff" });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("treeitem", { name: "Dampfschiff" })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  await window.getByRole("combobox").fill("dampfschiff");
  await window.getByRole("option", { name: /Show all results/ }).click();

  const field = window.getByRole("searchbox", { name: "Search everything" });
  const results = window.getByRole("list", { name: "Results" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("dampfschiff");
  await expect(async () => {
    await window.reload();
    await expect(results.getByRole("link")).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  await window.getByRole("combobox", { name: "Type" }).selectOption("document");
  await expect(results.getByRole("link")).toHaveCount(1);
  await window.reload();
  await expect(window.getByRole("combobox", { name: "Type" })).toHaveValue("document");
  await expect(results.locator("mark")).toHaveText("Donaudampfschifffahrt");
  await window.goBack();
  await expect(results.getByRole("link")).toHaveCount(2);
  await window.goForward();
  await expect(results.getByRole("link")).toHaveCount(1);

  await field.press("ArrowDown");
  await window.keyboard.press("Enter");
  await expect(window).toHaveURL(new RegExp(page.id));
  await window.keyboard.press("ControlOrMeta+Shift+f");
  await expect(window.getByRole("button", { name: "dampfschiff", exact: true })).toBeVisible();
  await field.fill("zqxv kwpj vvqz");
  await expect(window.getByText("Nothing found for “zqxv kwpj vvqz”")).toBeVisible();
});

test("a search without a connection says so, and is done when it is back", async ({ browser, workspace, drive }) => {
  await workspace.owner.client.call("pages.create", { driveId: drive.id, type: "folder", title: "Lighthouse" });
  await using window = await openApart(browser, workspace.owner, { address: "/search?q=xqzv-kwpj" });
  const { page } = window;
  await expect(page.getByText("Nothing found for “xqzv-kwpj”")).toBeVisible();
  await page.context().setOffline(true);
  await page.getByRole("searchbox").fill("lighthouse");
  await expect(page.getByRole("alert")).toContainText("could not be done");
  await page.context().setOffline(false);
  await expect(page.getByRole("list", { name: "Results" }).getByRole("link", { name: /Lighthouse/ })).toBeVisible();
});
