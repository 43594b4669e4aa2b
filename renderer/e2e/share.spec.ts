import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createDocument, editorOf, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

async function expectAccessible(page: Page, part = "[role=dialog]"): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("a page is shared by keys alone with somebody of another drive, who sees it at once and no longer when it is taken back", async ({
  workspace,
  drive,
  browser,
}) => {
  const { owner } = workspace;
  const elsewhere = await workspace.createDrive("Elsewhere");
  const sam = await workspace.invite(elsewhere.id, "Sam");
  const { address } = await createDocument(owner, drive.id, { title: "Plans", markdown: "The plan." });
  await using own = await openApart(browser, owner, { address });
  await using apart = await openApart(browser, sam, { address });
  const [mine, theirs] = [own.page, apart.page];
  await expect(theirs.getByText("This page is not here")).toBeVisible();

  await mine.getByRole("button", { name: "Share", exact: true }).focus();
  await mine.keyboard.press("Enter");
  const dialog = mine.getByRole("dialog", { name: "Share “Plans”" });
  await expect(dialog.getByRole("combobox", { name: "Who to share with" })).toBeFocused();
  await mine.keyboard.type("sa");
  await expect(dialog.getByRole("option", { name: /^Sam/ })).toBeVisible();
  await mine.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Share", exact: true })).toBeFocused();
  await mine.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "What Sam may do" })).toHaveValue("edit");
  await expectAccessible(mine);

  await expect(editorOf(theirs)).toContainText("The plan.");
  await expect(editorOf(theirs)).toBeEditable();
  await theirs.getByRole("button", { name: /Drives$/ }).click();
  await expect(theirs.getByRole("menuitemcheckbox", { name: `${drive.name} — Ada` })).toBeVisible();
  await theirs.keyboard.press("Escape");
  await dialog.getByRole("combobox", { name: "What Sam may do" }).selectOption("view");
  await expect(editorOf(theirs)).toHaveCount(0);
  await expect(theirs.getByText("The plan.")).toBeVisible();

  await dialog.getByText(/people can see this page|person can see this page/).click();
  await expect(dialog.getByRole("list", { name: "Who can see this page" })).toContainText("Sam");
  await dialog.getByRole("button", { name: "Take back — Sam" }).focus();
  await mine.keyboard.press("Enter");
  await expect(dialog.getByText("Shared with nobody by name yet.")).toBeVisible();
  await expect(theirs.getByText("This page is not here")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Who to share with" }).fill("nobody@example.org");
  await dialog.getByRole("option", { name: "nobody@example.org" }).click();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nobody here has that address.");
  await mine.keyboard.press("Escape");
  await expect(mine.getByRole("button", { name: "Share", exact: true })).toBeFocused();
});

test("a restricted page leaves the trees of those it is not shared with, and says so to those it is", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  const { address } = await createDocument(owner, drive.id, { title: "Salaries", markdown: "Numbers." });
  const mine = await openWindow(owner, address, { width: 390, colorScheme: "dark" });
  const theirs = await openWindow(ben, `/d/${drive.id}`);
  const row = theirs.getByRole("treeitem", { name: "Salaries", exact: true });
  await expect(row).toBeVisible();

  await mine.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = mine.getByRole("dialog", { name: "Share “Salaries”" });
  const only = dialog.getByRole("checkbox", { name: /Only people it is shared with/ });
  await only.click();
  await expect(only).toBeChecked();
  await expect(row).toHaveCount(0);
  await expect(dialog.getByText("1 person can see this page")).toBeVisible();
  await expectAccessible(mine);

  const field = dialog.getByRole("combobox", { name: "Who to share with" });
  await field.fill("editors");
  await dialog.getByRole("option", { name: `Editors of ${drive.name}` }).click();
  await dialog.getByRole("combobox", { name: "What they may do" }).selectOption("comment");
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await expect(row).toBeVisible();
  await row.click();
  await theirs.getByRole("button", { name: "Restricted Share" }).click();
  const seen = theirs.getByRole("dialog", { name: "Share “Salaries”" });
  await expect(seen.getByText("Only those who manage the page can change this.")).toBeVisible();
  await expect(seen.getByRole("combobox")).toHaveCount(0);
});

test("a link with a password shows a page and those below to somebody without an account or scripts, until it is ended", async ({
  workspace,
  drive,
  browser,
  openWindow,
}) => {
  const { owner } = workspace;
  const { id, address } = await createDocument(owner, drive.id, {
    title: "Guide",
    markdown: "# Start\n\nRead **this**.",
  });
  const part = await owner.client.call("pages.create", {
    driveId: drive.id,
    parentId: id,
    type: "document",
    title: "Part one",
  });
  await owner.client.call("documents.replace", { pageId: part.id, markdown: "Words of the part." });
  const mine = await openWindow(owner, address);
  await mine.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = mine.getByRole("dialog", { name: "Share “Guide”" });
  await dialog.getByRole("button", { name: "New link…" }).click();
  await dialog.getByRole("checkbox", { name: /With the pages below/ }).check();
  await dialog.getByLabel("Password (may be left empty)").fill("open sesame");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Address of the link" }).inputValue();
  await expectAccessible(mine);

  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: "dark" });
  const visitor = await context.newPage();
  await visitor.goto(link);
  await visitor.getByLabel("Password").fill("open sesame");
  await visitor.getByRole("button", { name: "Open" }).click();
  await expect(visitor.getByRole("heading", { name: "Guide" })).toBeVisible();
  await expect(visitor.getByText("Read this.")).toBeVisible();
  await visitor.getByRole("link", { name: "Part one" }).click();
  await expect(visitor.getByText("Words of the part.")).toBeVisible();
  await visitor.getByRole("navigation").getByRole("link", { name: "Guide" }).click();
  await expect(visitor.getByText("Read this.")).toBeVisible();

  await dialog.getByRole("button", { name: /^End link/ }).click();
  await expect(dialog.getByText("Nobody can read this page without an account.")).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText("There is nothing at this link")).toBeVisible();
  await context.close();
});

test("somebody who opens a page that is not theirs asks for it, is allowed in while they wait, and asks to edit", async ({
  workspace,
  drive,
  browser,
  openWindow,
}) => {
  const { owner } = workspace;
  const elsewhere = await workspace.createDrive("Elsewhere");
  const gil = await workspace.invite(elsewhere.id, "Gil");
  const { id, address } = await createDocument(owner, drive.id, { title: "Itinerary", markdown: "Day one." });
  // A page that is refused is an error in the browser's console.
  await using apart = await openApart(browser, gil, { address: `/p/${id}` });
  const theirs = apart.page;
  await theirs.setViewportSize({ width: 390, height: 820 });
  const mine = await openWindow(owner, `/d/${drive.id}`);
  await expect(theirs.getByText("This page is not here")).toBeVisible();
  await theirs.getByRole("button", { name: "Ask for access" }).press("Enter");
  await theirs.keyboard.type("I am on this trip.");
  await expectAccessible(theirs, "main");
  await theirs.keyboard.press("ControlOrMeta+Enter");
  await expect(theirs.getByText("Asked. The page opens here")).toBeVisible();

  await mine.getByRole("button", { name: "1 person asks for access" }).press("Enter");
  const dialog = mine.getByRole("dialog", { name: "Who asks for access" });
  await expect(dialog.getByRole("listitem")).toContainText("Gil asks to read Itinerary");
  await expect(dialog.getByText("I am on this trip.")).toBeVisible();
  await expectAccessible(mine);
  await dialog.getByRole("button", { name: "Allow Gil on “Itinerary”" }).press("Enter");
  await expect(dialog.getByText("Nobody asks for access")).toBeVisible();
  await expect(theirs.getByText("Day one.")).toBeVisible();
  await expect(theirs).toHaveURL(new RegExp(address));
  await mine.keyboard.press("Escape");
  await expect(mine.getByRole("button", { name: "asks for access" })).toHaveCount(0);

  await theirs.getByRole("button", { name: "Share", exact: true }).click();
  await theirs.getByRole("button", { name: "Ask to edit" }).click();
  await theirs.getByRole("button", { name: "Send" }).click();
  await expect(theirs.getByText("Asked. You can edit here")).toBeVisible();
  await theirs.reload();
  await theirs.getByRole("button", { name: "Share", exact: true }).click();
  await expect(theirs.getByText(/^You asked to edit on /)).toBeVisible();
  await mine.getByRole("treeitem", { name: "Itinerary", exact: true }).click();
  await mine.getByRole("button", { name: "Share", exact: true }).click();
  await mine.getByRole("button", { name: "Decline Gil on “Itinerary”" }).click();
  await expect(mine.getByText("Declined; Gil still cannot do that")).toBeVisible();
  await expect(mine.getByRole("button", { name: /^Decline/ })).toHaveCount(0);
});
