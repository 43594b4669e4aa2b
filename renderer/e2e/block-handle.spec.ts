import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { joinAsViewer } from "#services/tests/stack/person.ts";
import { createDocument, editorOf, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

const markdown = "# Orchard\n\nApples\n\n- Pears\n  - Quinces\n- Plums\n\nCherries";

/** The middle of a line of the text. */
async function middleOf(line: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await line.boundingBox();
  if (box === null) throw new Error("The line is not shown.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function lineOf(page: Page, words: string): Locator {
  return editorOf(page).getByText(words, { exact: true });
}

function gripOf(page: Page): Locator {
  return page.getByRole("button", { name: "Block menu", exact: true });
}

async function hover(page: Page, words: string): Promise<void> {
  const { x, y } = await middleOf(lineOf(page, words));
  await page.mouse.move(x + 1, y + 1);
  await page.mouse.move(x, y);
  await expect.poll(async () => Math.abs((await middleOf(gripOf(page))).y - y)).toBeLessThan(8);
}

/** Presses the handle of a block and draws it to a place of the window. */
async function draw(page: Page, words: string, to: { readonly x: number; readonly y: number }): Promise<void> {
  await hover(page, words);
  await gripOf(page).hover();
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

test("a block is dragged by its handle, with what lies below it, and one step takes that back", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Dragged", markdown });
  const page = await openWindow(workspace.owner, address);
  const lines = editorOf(page).locator("h1, p");
  const before = await lineOf(page, "Pears").boundingBox();
  await expect(gripOf(page)).toBeHidden();
  await hover(page, "Pears");
  expect(await lineOf(page, "Pears").boundingBox(), "the handle moves no text").toEqual(before);

  const top = await lineOf(page, "Apples").boundingBox();
  const grip = await middleOf(gripOf(page));
  await draw(page, "Pears", { x: grip.x, y: (top?.y ?? 0) + 2 });
  await expect(page.locator(".document-block-line")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator(".document-block-line")).toBeHidden();
  await expect(lines).toHaveText(["Orchard", "Apples", "Pears", "Quinces", "Plums", "Cherries"]);

  await draw(page, "Pears", { x: grip.x, y: (top?.y ?? 0) + 2 });
  await page.mouse.up();
  await expect(lines).toHaveText(["Orchard", "Pears", "Quinces", "Apples", "Plums", "Cherries"]);
  await page.keyboard.press("Control+z");
  await expect(lines).toHaveText(["Orchard", "Apples", "Pears", "Quinces", "Plums", "Cherries"]);

  // To the right it goes a level deeper.
  const bottom = await lineOf(page, "Quinces").boundingBox();
  const plums = await middleOf(lineOf(page, "Plums"));
  await draw(page, "Plums", { x: grip.x + 26, y: (bottom?.y ?? 0) + (bottom?.height ?? 0) - 3 });
  expect(plums.y).toBeGreaterThan(bottom?.y ?? 0);
  await page.mouse.up();
  await expect(editorOf(page).locator("ul ul > li")).toHaveText(["Quinces", "Plums"]);

  await page.keyboard.type("X");
  await expect(gripOf(page), "nothing floats beside what one types").toBeHidden();
});

test("the keyboard opens the menu of a block, and Esc leads back to the caret", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Turned", markdown });
  const page = await openWindow(workspace.owner, address);
  await lineOf(page, "Cherries").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Alt+Enter");
  const menu = page.getByRole("menu", { name: "Block menu", exact: true });
  await expect(menu.getByRole("menuitemcheckbox", { name: "Text", exact: true })).toBeChecked();
  const { violations } = await new AxeBuilder({ page }).include("[role=menu]").include(".document-blocks").analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await page.keyboard.type("!");
  await expect(lineOf(page, "Cherries!")).toBeVisible();

  await page.keyboard.press("Alt+Enter");
  await menu.getByRole("menuitemcheckbox", { name: "Heading 2", exact: true }).press("Enter");
  await expect(editorOf(page).locator("h2")).toHaveText("Cherries!");
  await page.keyboard.press("Alt+Enter");
  await menu.getByRole("menuitem", { name: "Duplicate", exact: true }).press("Enter");
  await expect(editorOf(page).locator("h2")).toHaveText(["Cherries!", "Cherries!"]);
  await page.keyboard.press("Alt+Enter");
  await menu.getByRole("menuitem", { name: "Delete", exact: true }).press("Enter");
  await expect(editorOf(page).locator("h2")).toHaveText("Cherries!");

  const beside = await openWindow(workspace.owner, address);
  await editorOf(beside).locator("h2").click();
  await beside.keyboard.press("Alt+Enter");
  const open = beside.getByRole("menu", { name: "Block menu", exact: true });
  await expect(open).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await menu.getByRole("menuitem", { name: "Delete", exact: true }).press("Enter");
  await expect(open, "it closes with the block it is about").toHaveCount(0);
  await expect(editorOf(beside)).toBeFocused();

  await hover(page, "Apples");
  await page.getByRole("button", { name: "Add a block below", exact: true }).click();
  await page.getByRole("option", { name: /^Heading 3/ }).click();
  await page.keyboard.type("Medlars");
  await expect(editorOf(page).locator("p:has-text('Apples') + h3")).toHaveText("Medlars");
});

test("a link to a block leads to it, for readers too", async ({ browser, workspace, drive, openWindow }) => {
  const many = Array.from({ length: 260 }, (_, at) => `Row ${at}`).join("\n\n");
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Linked", markdown: many });
  const page = await openWindow(workspace.owner, address);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await lineOf(page, "Row 3").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Alt+Enter");
  await page.getByRole("menuitem", { name: "Copy link to block", exact: true }).press("Enter");
  const link = await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain(`/d/${drive.id}/p/${id}#`)
    .then(() => page.evaluate(() => navigator.clipboard.readText()));
  const viewer = await joinAsViewer(workspace.owner, drive.id, `Reader${Date.now()}`);
  await using window = await openApart(browser, viewer, { address: `/p/${id}${new URL(link).hash}` });
  const row = window.page.locator(".document-content p", { hasText: "Row 259" });
  await expect(row).toBeInViewport();
  await expect(window.page.locator(".document-block-linked")).toBeVisible();
  await row.hover();
  await expect(gripOf(window.page)).toBeHidden();
});
