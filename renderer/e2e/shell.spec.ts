import { AxeBuilder } from "@axe-core/playwright";
import { expect, openContext, test } from "./fixtures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test(`everyone can read and reach the shell in the ${colorScheme} theme`, async ({
    workspace,
    drive,
    openWindow,
  }) => {
    const { client } = workspace.owner;
    const folder = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Science week" });
    await client.call("pages.create", { driveId: drive.id, parentId: folder.id, type: "document", title: "" });
    const window = await openWindow(workspace.owner, `/d/${drive.id}/p/${folder.id}`, { colorScheme });
    await expect(window.getByLabel("Title of the folder")).toBeVisible();
    const check = async () => (await new AxeBuilder({ page: window }).analyze()).violations.map(describe);
    expect(await check()).toEqual([]);
    await window.keyboard.press("ControlOrMeta+k");
    await expect(window.getByRole("dialog")).toBeVisible();
    expect(await check()).toEqual([]);
    await window.keyboard.press("Escape");
    await window.getByRole("button", { name: "Share" }).click();
    await expect(window.getByRole("dialog", { name: /^Share/ }).getByRole("checkbox")).toBeVisible();
    expect(await check()).toEqual([]);
    await window.keyboard.press("Escape");
    await window.keyboard.press("ControlOrMeta+/");
    await expect(window.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    expect(await check()).toEqual([]);
  });
}

test("tabs open and close by the middle button and are there after a reload", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  for (const title of ["One", "Two", "Three"]) {
    await client.call("pages.create", { driveId: drive.id, type: "folder", title });
  }
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  const tabs = window.getByRole("navigation", { name: "Open pages" });
  await window.getByRole("treeitem", { name: "One" }).click();
  await window.getByRole("treeitem", { name: "Two" }).click({ button: "middle" });
  await window.getByRole("treeitem", { name: "Three" }).click({ button: "middle" });
  await expect(tabs.getByRole("listitem")).toHaveCount(3);
  await expect(window.getByLabel("Title of the folder")).toHaveValue("One");
  await tabs.getByRole("button", { name: "Two", exact: true }).click({ button: "middle" });
  await expect(tabs.getByRole("listitem")).toHaveCount(2);
  await window.reload();
  await expect(tabs.getByRole("listitem")).toHaveCount(2);
  await tabs.getByRole("button", { name: "Three", exact: true }).click();
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Three");
  await window.keyboard.press("Alt+w");
  await expect(window.getByLabel("Title of the folder")).toHaveValue("One");
});

test("the sidebar folds away, and is a sheet at phone width", async ({ workspace, drive, openWindow }) => {
  await workspace.owner.client.call("pages.create", { driveId: drive.id, type: "folder", title: "Pocket" });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  const sidebar = window.getByRole("navigation", { name: "Workspace" });
  await expect(sidebar).toBeVisible();
  await window.keyboard.press("ControlOrMeta+\\");
  await expect(sidebar).toHaveCount(0);
  await window.getByRole("button", { name: "Show sidebar" }).click();
  await expect(sidebar).toBeVisible();

  const phone = await openWindow(workspace.owner, `/d/${drive.id}`, { width: 390 });
  await phone.getByRole("button", { name: "Open navigation" }).click();
  await phone.getByRole("treeitem", { name: "Pocket" }).click();
  await expect(phone.getByLabel("Title of the folder")).toHaveValue("Pocket");
  await expect(phone.getByRole("dialog")).toHaveCount(0);
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});

function describe({
  id,
  nodes,
}: {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}): string {
  return `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`;
}

test("a page made from the + menu is named by what is typed next", async ({ workspace, drive, openWindow }) => {
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await window.getByRole("button", { name: "New page", exact: true }).first().click();
  await window.getByRole("menuitem", { name: "New page" }).click();
  await expect(window.getByRole("textbox", { name: /title/i })).toBeFocused();
  await window.keyboard.type("Plan for May");
  await expect(window.getByRole("treeitem", { name: "Plan for May" })).toBeVisible();
  await expect(window.getByRole("menu")).toHaveCount(0);
});

test("a page that is not on this device says so while the server is away, and opens when it is back", async ({
  workspace,
  drive,
  browser,
}) => {
  const page = { driveId: drive.id, type: "folder", title: "Far away" } as const;
  await workspace.owner.client.call("pages.create", page);
  const context = await openContext(browser, workspace.owner);
  const window = await context.newPage();
  await window.goto(`${workspace.stack.origin}/d/${drive.id}`);
  await expect(window.getByRole("treeitem", { name: "Far away" })).toBeVisible();
  await expect(window.getByText("Connecting…")).toHaveCount(0);
  await context.setOffline(true);
  await window.getByRole("treeitem", { name: "Far away" }).click();
  await expect(window.getByText("This page is not on this device yet.")).toBeVisible();
  await expect(window.getByRole("heading", { name: "Far away" })).toBeVisible();
  await context.setOffline(false);
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Far away");
  await context.close();
});

test("the live connection comes up although its code could not be fetched at first", async ({
  workspace,
  drive,
  browser,
}) => {
  const context = await openContext(browser, workspace.owner);
  const window = await context.newPage();
  const away = /workspace-socket|icon\.svg/;
  await window.route(away, (route) => route.abort());
  await window.goto(`${workspace.stack.origin}/d/${drive.id}`);
  await expect(window.getByText("Offline — the server cannot be reached", { exact: false })).toBeVisible();
  await window.unroute(away);
  await expect(window.getByText("Offline — the server cannot be reached", { exact: false })).toHaveCount(0);
  const page = { driveId: drive.id, type: "folder", title: "Late but here" } as const;
  await workspace.owner.client.call("pages.create", page);
  await expect(window.getByRole("treeitem", { name: "Late but here" })).toBeVisible();
  await context.close();
});

test("parts of the app that were never open come up while the server is away", async ({
  workspace,
  drive,
  browser,
}) => {
  const context = await openContext(browser, workspace.owner);
  const window = await context.newPage();
  await window.goto(`${workspace.stack.origin}/d/${drive.id}`);
  const parts: readonly string[] = await (await fetch(`${workspace.stack.origin}/parts.json`)).json();
  const fetched = () => window.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const missing = async () => {
    const names = new Set((await fetched()).map((name) => new URL(name).pathname));
    return parts.filter((part) => !names.has(`/${part}`));
  };
  expect(parts.length).toBeGreaterThan(20);
  await expect.poll(missing).toEqual([]);
  await context.setOffline(true);
  await window.keyboard.press("ControlOrMeta+Comma");
  await expect(window.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await window.keyboard.press("Escape");
  await window.getByRole("link", { name: "Trash" }).click();
  await expect(window.getByRole("heading", { name: "Trash" })).toBeVisible();
  await context.close();
});

test("an address that leads nowhere says so, opens no tab and has a way on", async ({ workspace, drive, browser }) => {
  const context = await openContext(browser, workspace.owner);
  const window = await context.newPage();
  await window.goto(`${workspace.stack.origin}/d/${drive.id}/p/nope`);
  await expect(window.getByText("This page is not here")).toBeVisible();
  await expect(window.getByRole("navigation", { name: "Open pages" }).getByRole("listitem")).toHaveCount(0);
  await window.goto(`${workspace.stack.origin}/d/01900000-0000-7000-8000-000000000000`);
  await expect(window.getByRole("treeitem", { name: "Welcome" })).toBeVisible();
  await expect(window.getByText("could not be read")).toHaveCount(0);
  await context.close();
});
