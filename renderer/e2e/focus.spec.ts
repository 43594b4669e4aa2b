import type { Page } from "@playwright/test";
import { createVisitor, ownerDetails } from "#services/tests/stack/person.ts";
import { createDocument } from "./document-window.ts";
import { expect, test, type Workspace } from "./fixtures.ts";

/** What has the focus, as a person would call it; `body` begins it when nothing has. */
function focused(page: Page) {
  return () =>
    page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement?.matches("[data-page-scroll]") === true) return "the page";
      const name = activeElement?.getAttribute("aria-label") ?? activeElement?.textContent?.trim() ?? "";
      return `${activeElement?.getAttribute("role") ?? activeElement?.localName}: ${name.slice(0, 40)}`;
    });
}

async function createFolders(workspace: Workspace, driveId: string, titles: readonly string[]) {
  const made = [];
  for (const title of titles) {
    made.push(await workspace.owner.client.call("pages.create", { driveId, type: "folder", title }));
  }
  return made;
}

test("the focus stays with the tree when a page is moved from its menu", async ({ workspace, drive, openWindow }) => {
  await createFolders(workspace, drive.id, ["One", "Two", "Three"]);
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await window.getByRole("treeitem", { name: "One" }).focus();
  await window.keyboard.press("Shift+F10");
  await window.getByRole("menuitem", { name: "Move to…" }).press("Enter");
  await expect(window.getByRole("dialog", { name: "Move “One”" })).toBeVisible();
  await window.keyboard.press("Escape");
  await expect.poll(focused(window)).toMatch(/^treeitem: One/);
  await window.keyboard.press("Shift+F10");
  await window.getByRole("menuitem", { name: "Move to…" }).press("Enter");
  await window.getByRole("option", { name: "Two", exact: true }).click();
  await expect(window.getByText("“One” moved to “Two”")).toBeVisible();
  await expect.poll(focused(window)).toMatch(/^treeitem: /);
});

test("a dialog that was opened from a menu gives the focus back to the menu's button", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Plan" });
  const window = await openWindow(workspace.owner, address);
  await window.getByRole("button", { name: "Page menu" }).focus();
  await window.keyboard.press("Enter");
  await window.getByRole("menuitem", { name: "Move to…" }).press("Enter");
  await expect(window.getByRole("dialog")).toBeVisible();
  await window.keyboard.press("Escape");
  await expect.poll(focused(window)).toBe("button: Page menu");
});

test("the focus goes on to the next row when one leaves the trash, and to the page after the last", async ({
  workspace,
  drive,
  openWindow,
}) => {
  for (const { id } of await createFolders(workspace, drive.id, ["One", "Two"])) {
    await workspace.owner.client.call("pages.trash", { pageId: id });
  }
  const window = await openWindow(workspace.owner, `/d/${drive.id}/trash`);
  const first = window
    .getByRole("listitem")
    .filter({ hasText: "Two" })
    .getByRole("button", { name: "Restore", exact: true });
  await first.press("Enter");
  await expect(window.getByRole("button", { name: "Restore", exact: true })).toHaveCount(1);
  await expect.poll(focused(window)).toBe("button: Restore");
  await window.keyboard.press("Tab");
  await window.keyboard.press("Enter");
  await window.getByRole("dialog").getByRole("button", { name: "Delete for ever" }).press("Enter");
  await expect(window.getByText("The trash is empty")).toBeVisible();
  await expect.poll(focused(window)).toBe("the page");
});

test("the trash tells since when and how many, opens a page, and restoring that leaves the focus in the page", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { id } = await createDocument(workspace.owner, drive.id, { title: "Plan" });
  const below = { driveId: drive.id, parentId: id, type: "folder", title: "Below" } as const;
  await workspace.owner.client.call("pages.create", below);
  await workspace.owner.client.call("pages.trash", { pageId: id });
  const window = await openWindow(workspace.owner, `/d/${drive.id}/trash`);
  await expect(window.getByText("2 pages are here.", { exact: false })).toBeVisible();
  await window.getByRole("link", { name: "Plan Moved here now · with 1 page inside" }).click();
  await expect(window.getByText("This page is in the trash.")).toBeVisible();
  await window.getByRole("button", { name: "Restore" }).press("Enter");
  await expect(window.getByRole("button", { name: "Restore" })).toHaveCount(0);
  await expect.poll(focused(window)).toBe("the page");
});

test("over the open drawer a toast does its work at the first tap and hides neither trash nor account", async ({
  workspace,
  drive,
  openWindow,
}) => {
  await createFolders(workspace, drive.id, ["Pocket"]);
  const phone = await openWindow(workspace.owner, `/d/${drive.id}`, { width: 390 });
  await phone.getByRole("button", { name: "Open navigation" }).click();
  await phone.getByRole("treeitem", { name: "Pocket" }).focus();
  await phone.keyboard.press("Delete");
  const undo = phone.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  const trash = await phone.getByRole("dialog").getByRole("link", { name: "Trash" }).boundingBox();
  const lowerEdge = async () => {
    const toast = await phone.locator("[data-sonner-toast]").boundingBox();
    return (toast?.y ?? 0) + (toast?.height ?? 0);
  };
  await expect.poll(lowerEdge).toBeLessThanOrEqual(trash?.y ?? 0);
  await undo.click();
  await expect(phone.getByRole("treeitem", { name: "Pocket" })).toBeVisible();
  await expect(phone.getByRole("dialog", { name: "Workspace" })).toBeVisible();
});

test("at phone width the breadcrumb leads to the parent", async ({ workspace, drive, openWindow }) => {
  const [parent] = await createFolders(workspace, drive.id, ["Parent"]);
  const inside = { driveId: drive.id, parentId: parent?.id ?? null, type: "folder", title: "Child" } as const;
  const child = await workspace.owner.client.call("pages.create", inside);
  const phone = await openWindow(workspace.owner, `/d/${drive.id}/p/${child.id}`, { width: 390 });
  await phone.getByRole("navigation", { name: "Where this page stands" }).getByRole("link", { name: "Parent" }).click();
  await expect(phone.getByLabel("Title of the folder")).toHaveValue("Parent");
});

test("sign-in and invite begin in their first field, and the sign-in leads home who is signed in", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const visitor = createVisitor(workspace.stack.origin);
  const window = await openWindow(visitor, "/sign-in");
  await expect(window.getByLabel("E-mail")).toBeFocused();
  const { url } = await workspace.owner.client.call("invites.create", { driveId: drive.id, role: "viewer" });
  await window.goto(url);
  await expect(window.getByLabel("Your name")).toBeFocused();
  await window.goto(`${workspace.stack.origin}/sign-in`);
  await window.getByLabel("E-mail").fill(ownerDetails.email);
  await window.getByLabel("Password").fill(ownerDetails.password);
  await window.getByRole("button", { name: "Sign in" }).click();
  await expect(window.getByRole("navigation", { name: "Workspace" })).toBeVisible();
  await window.goto(`${workspace.stack.origin}/sign-in`);
  await expect(window.getByRole("navigation", { name: "Workspace" })).toBeVisible();
  await expect(window).not.toHaveURL(/sign-in/);
});
