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

  await mine.getByRole("treeitem", { name: "Handbook" }).focus();
  await mine.keyboard.press("Delete");
  await expect(row("Handbook")).toHaveCount(0);
  await expect(theirs.getByText("This page is in the trash.")).toBeVisible();
  await mine.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row("Handbook")).toBeVisible();
});

test("the tree stays while the server is away and catches up when it is back", async ({ browser }) => {
  const { startStack, removeDataDirectory } = await import("#services/tests/stack/start-stack.ts");
  const { setUpOwner } = await import("#services/tests/stack/person.ts");
  const stack = await startStack();
  try {
    const owner = await setUpOwner(stack);
    const context = await openContext(browser, owner);
    const window = await context.newPage();
    await window.goto(stack.origin);
    const welcome = window.getByRole("treeitem", { name: "Welcome" });
    await expect(welcome).toBeVisible();
    await context.setOffline(true);
    stack.killProcess("web");
    await expect(window.getByText("Offline — the server cannot be reached", { exact: false })).toBeVisible();
    await expect(welcome).toBeVisible();
    await context.setOffline(false);
    await expect(window.getByText("Offline — the server cannot be reached", { exact: false })).toHaveCount(0);
    await expect
      .poll(async () => (await owner.client.call("drives.list", {}).catch(() => ({ items: [] }))).items.length)
      .toBe(1);
    const { items } = await owner.client.call("drives.list", {});
    const driveId = items[0]?.id ?? "";
    await owner.client.call("pages.create", { driveId, type: "folder", title: "After the storm" });
    await expect(window.getByRole("treeitem", { name: "After the storm" })).toBeVisible();
    await context.close();
  } finally {
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
});
