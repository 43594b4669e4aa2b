import type { Page, Route } from "@playwright/test";
import { createDocument, openApart, stateOf } from "./document-window.ts";
import { expect, test, type Workspace } from "./fixtures.ts";

const renames = /\/api\/pages\/[^/]+$/;

function titleOf(page: Page) {
  return page.getByLabel("Title", { exact: true });
}

function storedTitle(workspace: Workspace, pageId: string) {
  return async () => (await workspace.owner.client.call("pages.read", { pageId })).title;
}

/** Holds back the next rename of a window, which the promise then gives; later ones pass. */
async function holdRename(page: Page): Promise<{ readonly held: Promise<Route> }> {
  const { promise: held, resolve } = Promise.withResolvers<Route>();
  let isHeld = false;
  await page.route(renames, (route) => {
    if (isHeld || route.request().method() !== "PATCH") return void route.continue();
    isHeld = true;
    return resolve(route);
  });
  return { held };
}

test("the header says Saved only when the title has arrived too", async ({ workspace, drive, openWindow }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  const page = await openWindow(workspace.owner, address);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { held } = await holdRename(page);
  await titleOf(page).fill("New name");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saving");
  const rename = await held;
  await expect(stateOf(page)).toHaveAttribute("data-state", "saving");
  await rename.continue();
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  expect(await storedTitle(workspace, id)()).toBe("New name");
});

test("a title is not lost when the page is reloaded right after the last key", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  const page = await openWindow(workspace.owner, address);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await titleOf(page).fill("New name");
  await page.reload();
  await expect(titleOf(page)).toHaveValue("New name");
  await expect.poll(storedTitle(workspace, id)).toBe("New name");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
});

test("a title leaves with the window that is closed", async ({ browser, workspace, drive }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  await using window = await openApart(browser, workspace.owner, { address });
  await expect(stateOf(window.page)).toHaveAttribute("data-state", "saved");
  await titleOf(window.page).fill("Last word");
  await window.page.goto("about:blank");
  await expect.poll(storedTitle(workspace, id)).toBe("Last word");
});

test("a title the server could not take is kept on this device and sent again", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.route(renames, (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await titleOf(page).fill("New name");
  await expect(stateOf(page)).toContainText("kept on this device");
  await expect(page.getByText("The title was not changed")).toHaveCount(0);
  await page.unroute(renames);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  expect(await storedTitle(workspace, id)()).toBe("New name");
});

test("a title kept since yesterday gives way to what the page is called today, and can be chosen", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Today" });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const bettina = await workspace.invite(drive.id, `Bettina${Date.now()}`);
  await bettina.client.call("pages.rename", { pageId: id, title: "Theirs" });
  const kept = { title: "Mine", basedOn: "Today", typedAt: Date.now() - 86_400_000 };
  await page.evaluate(([name, value]) => localStorage.setItem(name, value), [
    `pagespace.person.title.${id}`,
    JSON.stringify(kept),
  ] as const);
  await page.reload();
  await expect(page.getByText("Your title was “Mine”.")).toBeVisible();
  await expect(titleOf(page)).toHaveValue("Theirs");
  expect(await storedTitle(workspace, id)()).toBe("Theirs");
  await page.getByRole("button", { name: "Use mine" }).click();
  await expect.poll(storedTitle(workspace, id)).toBe("Mine");
});

test("titles given offline, in the page and in the tree, are kept and sent on return", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Old name" });
  const other = await createDocument(workspace.owner, drive.id, { title: "Other" });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.context().setOffline(true);
  workspace.stack.killProcess("realtime");
  await expect(page.getByText("Offline — the server cannot be reached", { exact: false })).toBeVisible();
  await titleOf(page).fill("New name");
  await page.getByRole("treeitem", { name: "Other" }).press("F2");
  await page.getByLabel("New title").fill("Another");
  await page.getByLabel("New title").press("Enter");
  await expect(page.getByRole("treeitem", { name: "Another" })).toBeVisible();
  await expect(stateOf(page)).toContainText("kept on this device");
  await expect(page.getByText("The title was not changed")).toHaveCount(0);
  await page.context().setOffline(false);
  await expect.poll(storedTitle(workspace, id)).toBe("New name");
  await expect.poll(storedTitle(workspace, other.id)).toBe("Another");
});

test("two people change one title: the words of both are in it", async ({ browser, workspace, drive, openWindow }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Plan of the year" });
  const bettina = await workspace.invite(drive.id, `Bettina${Date.now()}`);
  const theirs = await openWindow(workspace.owner, address);
  await using window = await openApart(browser, bettina, { address });
  const mine = window.page;
  await expect(stateOf(mine)).toHaveAttribute("data-state", "saved");
  const { held } = await holdRename(mine);
  await titleOf(mine).press("End");
  for (const _letter of "year") await mine.keyboard.press("ArrowLeft");
  await mine.keyboard.type("next ");
  const rename = await held;
  await titleOf(theirs).fill("The plan of the year");
  await expect.poll(storedTitle(workspace, id)).toBe("The plan of the year");
  await rename.continue();
  await expect(theirs.getByText("called this page “The plan of the next year”", { exact: false })).toBeVisible();
  // Nothing was lost, so there is nothing to choose.
  await expect(theirs.getByRole("button", { name: "Use mine" })).toHaveCount(0);
  await expect(titleOf(theirs)).toHaveValue("The plan of the next year");
  await expect(titleOf(mine)).toHaveValue("The plan of the next year");
  // The caret stands where it was typed last, not at the end.
  await mine.keyboard.type("new ");
  await expect(titleOf(theirs)).toHaveValue("The plan of the next new year");
  await expect(mine.getByText("It holds the words of both of you now", { exact: false })).toBeVisible();
});

test("two people give one title other words: both are told, and either can be chosen", async ({
  browser,
  workspace,
  drive,
  openWindow,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Plan" });
  const name = `Bettina${Date.now()}`;
  const bettina = await workspace.invite(drive.id, name);
  const theirs = await openWindow(workspace.owner, address);
  await using window = await openApart(browser, bettina, { address });
  const mine = window.page;
  await expect(stateOf(mine)).toHaveAttribute("data-state", "saved");
  await expect(theirs.getByRole("list", { name: "Here now" })).toContainText(name);
  const { held } = await holdRename(mine);
  await titleOf(mine).fill("Aims");
  const rename = await held;
  await titleOf(theirs).fill("Goals");
  await expect(mine.getByText("called this page “Goals” meanwhile", { exact: false })).toBeVisible();
  await rename.continue();
  await expect(titleOf(theirs)).toHaveValue("Aims");
  await expect(theirs.getByText(`${name} called this page “Aims”`)).toBeVisible();
  await theirs.getByRole("button", { name: "Use mine" }).click();
  await expect(titleOf(mine)).toHaveValue("Goals");
  await expect.poll(storedTitle(workspace, id)).toBe("Goals");
});
