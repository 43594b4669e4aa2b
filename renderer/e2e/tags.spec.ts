import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createDocument, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("one tags a page by keys alone, the other sees it at once and finds the page by it", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  await owner.client.call("tags.create", { driveId: drive.id, name: "Wader", color: "teal" });
  const { address } = await createDocument(owner, drive.id, { title: "Avocet", markdown: "Long legs." });
  await createDocument(owner, drive.id, { title: "Avocet untagged", markdown: "Short legs." });
  const mine = await openWindow(owner, address);
  const theirs = await openWindow(ben, address, { colorScheme: "dark" });
  const tagsOf = (page: Page) => page.locator("article").getByRole("list", { name: "Tags", exact: true });
  await expect(theirs.getByRole("button", { name: "Add tag" })).toBeVisible();

  await mine.keyboard.press("ControlOrMeta+K");
  await mine.keyboard.type(">tag");
  await mine.getByRole("option", { name: "Tag this page…" }).waitFor();
  await mine.keyboard.press("Enter");
  const dialog = mine.getByRole("dialog", { name: "Tags of “Avocet”" });
  const field = dialog.getByRole("combobox", { name: "Find or make a tag" });
  await expect(field).toBeFocused();
  const marked = dialog.getByRole("option", { selected: true });
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await expect(marked).toHaveCount(0);
  await field.fill("  ");
  await expect(marked).toHaveCount(0);
  await mine.keyboard.press("Enter");
  await field.fill("w".repeat(52));
  await expect(dialog.getByText("at most 50 characters; this one has 2 too many")).toBeVisible();
  await field.fill("");
  await mine.keyboard.type("wad");
  await expect(dialog.getByRole("option")).toHaveCount(2);
  await mine.keyboard.press("Enter");
  await expect(tagsOf(theirs).getByRole("link")).toHaveText(["Wader"]);
  await expect(field).toHaveValue("");
  await expect(marked).toHaveCount(0);
  await mine.keyboard.type("wader");
  await expect(marked).toHaveCount(1);
  await mine.keyboard.press("Enter");
  await expect(field).toHaveValue("");
  await expect(dialog.getByRole("option", { name: /Wader.*carried/ })).toBeVisible();
  await mine.keyboard.press("ArrowDown");
  await expect(marked).toHaveText(/Wader/);
  await field.fill("Endangered species");
  await expectAccessible(mine, "[role=dialog]");
  await mine.keyboard.press("Tab");
  await mine.keyboard.press("ArrowRight");
  await field.focus();
  await mine.keyboard.press("Enter");
  await expect(tagsOf(theirs).getByRole("link")).toHaveText(["Endangered species", "Wader"]);
  await mine.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expectAccessible(mine, "main");
  await expectAccessible(theirs, "main");

  await tagsOf(theirs).getByRole("link", { name: "Wader" }).click();
  const results = theirs.getByRole("list", { name: "Results" });
  await expect(results.getByRole("link")).toHaveText([/Avocet/]);
  await expect(theirs.getByRole("combobox", { name: "Drive" })).toHaveValue(drive.id);
  await theirs.getByRole("combobox", { name: "Tag" }).selectOption({ label: "Endangered species" });
  const chosen = theirs.getByRole("list", { name: "With these tags" });
  await expect(chosen.getByRole("listitem")).toHaveCount(2);
  await expect(results.getByRole("link")).toHaveCount(1);
  await expectAccessible(theirs, "main");
  await theirs.goto(owner.origin + address);

  await tagsOf(mine).getByRole("button", { name: "Take off the tag “Wader”" }).press("Enter");
  await expect(mine.getByRole("button", { name: "Add tag" })).toBeFocused();
  await expect(tagsOf(theirs).getByRole("link")).toHaveText(["Endangered species"]);
  await mine.getByRole("button", { name: "Undo" }).click();
  await expect(tagsOf(theirs).getByRole("link")).toHaveText(["Endangered species", "Wader"]);
});

test("without a connection the dialog says so, with the tags as they were", async ({ browser, workspace, drive }) => {
  const { owner } = workspace;
  await owner.client.call("tags.create", { driveId: drive.id, name: "Dipper", color: "blue" });
  const { address } = await createDocument(owner, drive.id, { title: "Ouzel", markdown: "Brooks." });
  await using window = await openApart(browser, owner, { address });
  const { page } = window;
  await page.route("**/api/drives/*/tags", () => new Promise(() => undefined));
  await page.getByRole("button", { name: "Add tag" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags of “Ouzel”" });
  await expect(dialog.getByRole("status")).toHaveText("Reading the tags…");
  await page.context().setOffline(true);
  await expect(dialog.getByRole("status")).toContainText("You are offline");
  await page.unrouteAll();
  await page.context().setOffline(false);
  await page.reload();
  await page.getByRole("button", { name: "Add tag" }).click();
  await expect(dialog.getByRole("option")).toHaveText(["Dipper"]);
  await page.context().setOffline(true);
  await expect(dialog.getByText("these are the tags as they were")).toBeVisible();
  await expect(dialog.getByRole("option")).toHaveText(["Dipper"]);
});

test("several picked pages are tagged at once; the drive's settings rename, recolour and delete a tag", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const titles = ["Crake", "Dabchick"];
  for (const title of titles) {
    await owner.client.call("pages.create", { driveId: drive.id, type: "folder", title });
  }
  const page = await openWindow(owner, `/d/${drive.id}`);
  for (const title of titles) {
    await page.getByRole("treeitem", { name: title }).click({ modifiers: ["ControlOrMeta"] });
  }
  await page.getByRole("toolbar").getByRole("button", { name: "Tag…" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags of 2 pages" });
  await dialog.getByRole("combobox").fill("Shy");
  await expect(dialog.getByRole("option")).toHaveText([/Make the tag “Shy”/]);
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Shy” given to 2 pages")).toBeVisible();
  await page.keyboard.press("Escape");
  const line = page.getByRole("main").getByRole("link", { name: /Crake/ });
  await expect(line).toContainText("Shy");

  await page.goto(`${owner.origin}/d/${drive.id}/settings`);
  const part = page.getByRole("region", { name: "Tags" });
  await part.getByRole("textbox", { name: "Name of the tag “Shy”" }).fill("Timid");
  await page.keyboard.press("Enter");
  await expect(part.getByRole("textbox", { name: "Name of the tag “Timid”" })).toBeVisible();
  await expect(part).toContainText("2 pages");
  await part.getByRole("combobox", { name: "Colour of the tag “Timid”" }).selectOption("Pink");
  await expectAccessible(page, "main");
  await part.getByRole("button", { name: "Delete the tag “Timid”" }).click();
  await expect(part).toContainText("no tags in this drive yet");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(part).toContainText("2 pages");
  const { items } = await owner.client.call("tags.list", { driveId: drive.id });
  expect(items).toMatchObject([{ name: "Timid", color: "pink", pageCount: 2 }]);
});
