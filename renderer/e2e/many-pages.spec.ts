import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createDocument, editorOf, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

const row = (window: Page, name: string) => window.getByRole("treeitem", { name, exact: true });

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("a page moves to another drive by keys alone, once it is said who gains and who loses sight, and comes back", async ({
  workspace,
  drive,
  browser,
  openWindow,
}) => {
  const { owner } = workspace;
  const other = await owner.client.call("drives.create", { name: `Other ${drive.id.slice(-6)}` });
  const ben = await workspace.invite(drive.id, `Ben${drive.id.slice(-6)}`);
  const eva = await workspace.invite(other.id, `Eva${drive.id.slice(-6)}`);
  const { id: pageId, address } = await createDocument(owner, drive.id, { title: "Crane", markdown: "Grus." });
  const mine = await openWindow(owner, address);
  await using bens = await openApart(browser, ben, { address });
  await using evas = await openApart(browser, eva, { address: `/d/${other.id}` });
  await expect(editorOf(bens.page)).toBeEditable();

  await row(mine, "Crane").focus();
  await mine.keyboard.press("Shift+F10");
  await mine.getByRole("menuitem", { name: "Move to…" }).press("Enter");
  const dialog = mine.getByRole("dialog", { name: "Move “Crane”" });
  await dialog.getByRole("combobox", { name: "Drive" }).selectOption(other.name);
  await expect(dialog.getByRole("option", { name: `Top of ${other.name}` })).toBeVisible();
  await dialog.getByPlaceholder("Find a page to move it into").press("Enter");
  await expect(dialog.getByRole("region", { name: "1 more person will see this" })).toContainText("Eva");
  await expect(dialog.getByRole("region", { name: /1 person will no longer see this/ })).toContainText("Ben");
  await expectAccessible(mine, "[role=dialog]");
  expect((await owner.client.call("pages.read", { pageId })).driveId).toBe(drive.id);
  await expect(dialog.getByRole("button", { name: "Move" })).toBeFocused();
  await mine.keyboard.press("Enter");

  await expect(bens.page.getByText("This page is not here")).toBeVisible();
  await expect(row(bens.page, "Crane")).toHaveCount(0);
  await expect(row(evas.page, "Crane")).toBeVisible();
  await expect(mine).toHaveURL(new RegExp(`/d/${other.id}/p/${pageId}`));
  await expect(row(mine, "Crane")).toHaveCount(1);
  await expect(editorOf(mine)).toContainText("Grus.");
  await mine.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row(bens.page, "Crane")).toBeVisible();
  await expect(row(evas.page, "Crane")).toHaveCount(0);
  await expect(mine).toHaveURL(new RegExp(`/d/${drive.id}/p/${pageId}`));
});

test("several pages are picked by keys and by Mod and Shift, and moved, trashed and kept at hand at once", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  for (const title of ["One", "Two", "Three", "Four", "Five"]) {
    await client.call("pages.create", { driveId: drive.id, type: "folder", title });
  }
  const stored = async () => (await client.call("pages.list", { driveId: drive.id })).items.map(({ title }) => title);
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  const bar = window.getByRole("toolbar", { name: "For the selected pages" });
  const undo = window.getByRole("button", { name: "Undo", exact: true });

  await row(window, "One").focus();
  await window.keyboard.press("Shift+ArrowDown");
  await window.keyboard.press("Shift+ArrowDown");
  await window.keyboard.press("Shift+ArrowUp");
  await expect(bar).toContainText("2 selected");
  await expectAccessible(window, "nav");
  await window.keyboard.press("Delete");
  await expect.poll(stored).toEqual(["Three", "Four", "Five"]);
  await expect(bar).toHaveCount(0);
  await undo.click();
  await expect.poll(stored).toEqual(["One", "Two", "Three", "Four", "Five"]);

  await row(window, "Two").click({ modifiers: ["ControlOrMeta"] });
  await row(window, "Four").click({ modifiers: ["ControlOrMeta"] });
  await expect(row(window, "Three")).toHaveAttribute("aria-selected", "false");
  await bar.getByRole("button", { name: "Move to…" }).click();
  const dialog = window.getByRole("dialog", { name: "Move 2 pages" });
  await dialog.getByRole("option", { name: "Five", exact: true }).click();
  await expect.poll(stored).toEqual(["One", "Three", "Five"]);
  await undo.click();
  await expect.poll(stored).toEqual(["One", "Two", "Three", "Four", "Five"]);

  await row(window, "One").click();
  await expect(bar).toHaveCount(0);
  await row(window, "Three").click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Add to favourites" }).click();
  const favorites = window.getByRole("region", { name: "Favourites", exact: true }).getByRole("link");
  await expect(favorites).toHaveText(["One", "Two", "Three"]);
  await bar.getByRole("button", { name: "Select none" }).click();
  await expect(bar).toHaveCount(0);
});
