import type { Page } from "@playwright/test";
import { joinAsViewer } from "#services/tests/stack/person.ts";
import { expect, test } from "./fixtures.ts";

/** Esc as an input method sends it while it ends the composing of a character. */
async function escapeWhileComposing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const press = { key: "Escape", isComposing: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", press));
  });
}

test("a menu is closed by the button that opened it", async ({ workspace, drive, openWindow }) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  const opener = page.getByRole("button", { name: "Ada", exact: true });
  const menu = page.getByRole("menu");
  for (const _round of [1, 2]) {
    await opener.click();
    await expect(menu).toBeVisible();
    await opener.click();
    await expect(menu).toHaveCount(0);
    await expect(opener).toHaveAttribute("aria-expanded", "false");
  }
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(menu).toBeVisible();
});

test("a new drive is named and made from the keyboard alone", async ({ workspace, drive, openWindow }) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await page.getByRole("button", { name: "Drives" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "New drive" }).press("Enter");
  await expect(page.getByLabel("Name of the drive")).toBeFocused();
  const name = `Team ${Date.now()}`;
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name })).toBeVisible();
});

test("a dialog that closes gives the focus back to what opened it", async ({ workspace, drive, openWindow }) => {
  const { client } = workspace.owner;
  const { id } = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Old plans" });
  await client.call("pages.trash", { pageId: id });
  const page = await openWindow(workspace.owner, `/d/${drive.id}/trash`);
  const opener = page.getByRole("button", { name: "Delete for ever" });
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("the navigation of a phone gives the focus back to its button", async ({ workspace, drive, openWindow }) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}`, { width: 390 });
  const opener = page.getByRole("button", { name: "Open navigation" });
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("Esc that ends the composing of a character closes neither a dialog nor the palette", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await page.getByRole("button", { name: "Drives" }).click();
  await page.getByRole("menuitem", { name: "New drive" }).click();
  await page.getByLabel("Name of the drive").fill("に");
  await escapeWhileComposing(page);
  await expect(page.getByLabel("Name of the drive")).toHaveValue("に");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("に");
  await escapeWhileComposing(page);
  await expect(page.getByRole("combobox")).toHaveValue("に");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("Mod-click on a step of the breadcrumb opens it in a tab of the app", async ({ workspace, drive, openWindow }) => {
  const { client } = workspace.owner;
  const outer = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Outer" });
  const place = { driveId: drive.id, parentId: outer.id } as const;
  const inner = await client.call("pages.create", { ...place, type: "folder", title: "Inner" });
  const page = await openWindow(workspace.owner, `/d/${drive.id}/p/${inner.id}`);
  const steps = page.getByRole("navigation", { name: "Where this page stands" });
  await steps.getByRole("link", { name: "Outer" }).click({ modifiers: ["ControlOrMeta"] });
  await expect(page.getByRole("navigation", { name: "Open pages" }).getByRole("listitem")).toHaveText([
    "Inner",
    "Outer",
  ]);
  await expect(page).toHaveURL(new RegExp(inner.id));
  expect(page.context().pages()).toHaveLength(1);
});

test("the list of shortcuts holds those of the editor and of the tree", async ({ workspace, drive, openWindow }) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(page.getByRole("heading", { name: drive.name })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+/");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const [what, keys] of [
    ["To-do list", "Ctrl+Shift+9"],
    ["Heading 1 to 4", "Ctrl+Alt+1 … 4"],
    ["Move the block up or down", "Alt+↑ ↓"],
    ["Move the selected page", "Ctrl+Shift+D ↑ ↓ ↵"],
  ]) {
    await expect(sheet.getByText(`${what}${keys}`)).toBeVisible();
  }
});

test("a viewer is offered nothing that would be refused", async ({ workspace, drive, openWindow }) => {
  const { client } = workspace.owner;
  const made = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Notices" });
  const gone = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Old notices" });
  await client.call("pages.trash", { pageId: gone.id });
  const viewer = await joinAsViewer(workspace.owner, drive.id, `Vera${Date.now()}`);
  const page = await openWindow(viewer, `/d/${drive.id}`);
  await expect(page.getByRole("link", { name: /Notices/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /New page|New folder|Upload files/ })).toHaveCount(0);
  await page.getByRole("treeitem", { name: "Notices" }).click({ button: "right" });
  await expect(page.getByRole("menuitem")).toHaveText([
    "Open",
    "Open in new tab",
    "Add to favourites",
    "Copy link",
    "Activity",
  ]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("> ");
  await expect(page.getByRole("option", { name: "Trash" })).toBeVisible();
  await expect(page.getByRole("option", { name: /New page|New folder/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Trash" }).click();
  await expect(page.getByText("Old notices")).toBeVisible();
  await expect(page.getByRole("button", { name: /Restore|Delete for ever/ })).toHaveCount(0);
  await page.goto(`${workspace.stack.origin}/d/${drive.id}/p/${made.id}`);
  await expect(page.getByText("This folder is empty")).toBeVisible();
  await expect(page.getByRole("button", { name: /New page|New folder|Upload files/ })).toHaveCount(0);
});
