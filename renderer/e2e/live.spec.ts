import type { Page } from "@playwright/test";
import { setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";
import { stateOf } from "./document-window.ts";
import { expect, openContext, test } from "./fixtures.ts";

test("what one person does to pages appears in the other's window", async ({ workspace, drive, openWindow }) => {
  const jonas = await workspace.invite(drive.id, `Jonas${Date.now()}`);
  const mine = await openWindow(workspace.owner, `/d/${drive.id}`);
  const theirs = await openWindow(jonas, `/d/${drive.id}`);
  const row = (name: string) => theirs.getByRole("treeitem", { name, exact: true });
  await expect(theirs.getByText("No pages yet")).toBeVisible();

  await mine.getByRole("main").getByRole("button", { name: "New folder" }).click();
  await mine.getByLabel("New title").fill("Curriculum");
  await mine.keyboard.press("Enter");
  await expect(row("Curriculum")).toBeVisible();
  await row("Curriculum").click();
  await expect(theirs.getByLabel("Title of the folder")).toHaveValue("Curriculum");

  await mine.getByRole("treeitem", { name: "Curriculum" }).focus();
  await mine.keyboard.press("F2");
  await mine.getByLabel("New title").fill("Handbook");
  await mine.keyboard.press("Enter");
  await expect(row("Handbook")).toBeVisible();
  await expect(theirs.getByLabel("Title of the folder")).toHaveValue("Handbook");
  await expect(theirs.getByRole("navigation", { name: "Open pages" })).toContainText("Handbook");

  const curriculum = await workspace.owner.client.call("pages.list", { driveId: drive.id });
  const inside = { driveId: drive.id, parentId: curriculum.items[0]?.id ?? null, type: "folder" } as const;
  await workspace.owner.client.call("pages.create", { ...inside, title: "Chapter" });
  await expect(theirs.getByRole("main").getByRole("link", { name: "Chapter" })).toBeVisible();
  await mine.getByRole("treeitem", { name: "Handbook" }).focus();
  await mine.keyboard.press("ArrowRight");
  const level = (window: Page) => window.getByRole("treeitem", { name: "Chapter" }).getAttribute("aria-level");
  await expect.poll(() => level(mine)).toBe("2");
  await mine.getByRole("treeitem", { name: "Chapter" }).dragTo(mine.getByRole("treeitem", { name: "Handbook" }), {
    targetPosition: { x: 60, y: 2 },
  });
  await expect.poll(() => level(theirs)).toBe("1");
  await expect(theirs.getByRole("main").getByRole("link", { name: "Chapter" })).toHaveCount(0);

  await mine.getByRole("treeitem", { name: "Handbook" }).focus();
  await mine.keyboard.press("Delete");
  await expect(row("Handbook")).toHaveCount(0);
  await expect(theirs.getByText("This page is in the trash.")).toBeVisible();
  await mine.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row("Handbook")).toBeVisible();
});

test("the tree stays while the server is away and catches up when it is back", async ({ browser }) => {
  test.setTimeout(120_000);
  const stack = await startStack();
  try {
    const owner = await setUpOwner(stack);
    const { items } = await owner.client.call("drives.list", {});
    const driveId = items[0]?.id ?? "";
    const context = await openContext(browser, owner);
    const window = await context.newPage();
    await window.goto(stack.origin);
    const welcome = window.getByRole("treeitem", { name: "Welcome" });
    const offline = window.getByText("Offline — the server cannot be reached", { exact: false });
    await expect(stateOf(window)).toHaveAttribute("data-state", "saved");
    await context.setOffline(true);
    stack.killProcess("web");
    await expect(offline).toBeVisible();
    await expect(welcome).toBeVisible();
    const afterTheStorm = { driveId, type: "folder", title: "After the storm" } as const;
    await expect(async () => void (await owner.client.call("pages.create", afterTheStorm))).toPass();
    await expect(welcome).toBeVisible();
    await context.setOffline(false);
    await expect(window.getByRole("treeitem", { name: "After the storm" })).toBeVisible();
    await expect(offline).toHaveCount(0);
    await context.close();
  } finally {
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
});
