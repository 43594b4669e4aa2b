import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createDocument, editorOf, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("a drive's icon, words and trash are reached by keys alone, and who has it open loses it and gets it back", async ({
  workspace,
  drive,
  browser,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  const { address } = await createDocument(owner, drive.id, { title: "Ponds", markdown: "Water." });
  await using own = await openApart(browser, owner, { address: `/d/${drive.id}` });
  const mine = own.page;
  await using apart = await openApart(browser, ben, { address });
  const theirs = apart.page;
  await expect(editorOf(theirs)).toBeEditable();

  await mine.locator("nav").getByRole("button", { name: "Drives" }).focus();
  await mine.keyboard.press("Enter");
  await mine.getByRole("menuitem", { name: "Drive settings" }).press("Enter");
  await mine.getByRole("button", { name: "Add icon" }).press("Enter");
  await expect(mine.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
  await expect(mine.getByRole("gridcell", { name: "grinning face" }).first()).toBeVisible();
  await mine.keyboard.type("duck");
  await expect(mine.getByRole("dialog").getByText("🦆 duck")).toBeVisible();
  await mine.keyboard.press("Enter");
  await expect(mine.getByRole("button", { name: "Change the icon 🦆" })).toBeFocused();
  await expect(mine.locator("nav").getByRole("button", { name: "Drives" })).toContainText("🦆");
  await mine.getByRole("textbox", { name: "Instructions for AI" }).fill("Call ponds by their names.");
  await mine.getByRole("textbox", { name: "Description" }).fill("All about water.");
  await mine.keyboard.press("Tab");
  await mine.getByRole("button", { name: "Save" }).press("Enter");
  await expect(mine.getByText("The drive is saved")).toBeVisible();
  await mine.reload();
  await expect(mine.getByRole("textbox", { name: "Instructions for AI" })).toHaveValue("Call ponds by their names.");
  await expectAccessible(mine, "main");

  await mine.getByRole("button", { name: "Move to trash…" }).press("Enter");
  const dialog = mine.getByRole("dialog", { name: `Move “${drive.name}” to the trash?` });
  await expect(dialog).toContainText("after 30 days it is deleted for ever");
  await expectAccessible(mine, "[role=dialog]");
  await dialog.getByRole("button", { name: "Move to trash" }).press("Enter");
  await expect(theirs.getByText("This page is not here")).toBeVisible();
  await mine.getByRole("button", { name: "Undo" }).click();
  await expect(mine.getByRole("heading", { name: drive.name })).toBeVisible();
  await theirs.reload();
  await expect(editorOf(theirs)).toContainText("Water.");
});

test("a drive in the trash is restored from the trash of another", async ({ workspace, drive, openWindow }) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}/settings`, { width: 390 });
  await page.getByRole("button", { name: "Move to trash…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Move to trash" }).click();
  await expect(page).not.toHaveURL(new RegExp(drive.id));
  const home = new URL(page.url()).pathname.split("/")[2];
  await page.goto(`${workspace.owner.origin}/d/${home}/trash`);
  const list = page.getByRole("list", { name: "Drives in the trash" });
  await expect(list.getByRole("listitem").filter({ hasText: drive.name })).toContainText("deleted on");
  await expectAccessible(page, "main");
  await list.getByRole("button", { name: `Restore ${drive.name}` }).click();
  await expect(list.getByRole("listitem").filter({ hasText: drive.name })).toHaveCount(0);
  await page.goto(`${workspace.owner.origin}/d/${drive.id}`);
  await expect(page.getByRole("heading", { name: drive.name })).toBeVisible();
});

test("words of a drive that are not saved wait on this device, and two who save one field are told", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const page = await openWindow(owner, `/d/${drive.id}/settings`, { colorScheme: "dark" });
  const field = page.getByRole("textbox", { name: "Description" });
  await field.fill("About herons.");
  await page.getByRole("link", { name: "Trash" }).click();
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await page.goBack();
  await expect(field).toHaveValue("About herons.");
  await page.reload();
  await expect(field).toHaveValue("About herons.");
  await expect(page.getByText("Not saved yet; kept on this device.")).toBeVisible();
  const own = page.waitForResponse((answer) => answer.url().includes(`/api/drives/${drive.id}`));
  await owner.client.call("drives.update", { driveId: drive.id, description: "About storks." });
  await own;
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "About storks." })).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The drive is saved")).toBeVisible();
  expect((await owner.client.call("drives.read", { driveId: drive.id })).description).toBe("About herons.");
  await field.fill("Something else");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(field).toHaveValue("About herons.");
});
