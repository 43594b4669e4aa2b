import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { createDocument, editorOf, stateOf } from "./document-window.ts";
import { dropFiles } from "./drop-files.ts";
import { expect, test } from "./fixtures.ts";

async function pickInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Page menu" }).click();
  await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
}

async function expectNothingSerious(page: Page, within: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("a page is made wide and locked by its menu, which a colleague who writes in it sees at once, and unlocked by its mark", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  const { address } = await createDocument(owner, drive.id, { title: "Wide rules", markdown: "Rule one." });
  const page = await openWindow(owner, address);
  const his = await openWindow(ben, address);
  await expect(editorOf(page)).toBeVisible();
  await editorOf(his).click();
  await his.keyboard.press("ControlOrMeta+End");
  await his.keyboard.type(" And more.");
  await expect(stateOf(his)).toHaveAttribute("data-state", "saved");

  const widthOf = (window: Page) => window.locator(".document-body").evaluate((body) => body.clientWidth);
  expect(await widthOf(his)).toBeLessThan(730);
  await pickInMenu(page, "Full width");
  await expect.poll(() => widthOf(his)).toBeGreaterThan(900);
  expect(await widthOf(page)).toBeGreaterThan(900);

  await pickInMenu(page, "Lock page");
  await expect(editorOf(his)).toHaveCount(0);
  await expect(his.locator(".document-content")).toHaveText("Rule one. And more.");
  await expect(his.getByRole("textbox", { name: "Title" })).toHaveAttribute("readonly");
  await expectNothingSerious(page, "main");
  const unlock = his.getByRole("button", { name: "Locked – Unlock the page" });
  await unlock.focus();
  await his.keyboard.press("Enter");
  await expect(editorOf(page)).toBeVisible();
  await editorOf(his).click();
  await his.keyboard.press("ControlOrMeta+End");
  await his.keyboard.type(" Done.");
  await expect(editorOf(page)).toContainText("Rule one. And more. Done.");
});

test("a cover is chosen, a picture dropped on it, moved by keys and taken away, without the text jumping when the page opens", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  const { id, address } = await createDocument(owner, drive.id, { title: "Covered pond", markdown: "Reeds." });
  const page = await openWindow(owner, address, { colorScheme: "dark" });
  const his = await openWindow(ben, address);
  await page.getByRole("button", { name: "Add cover" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Cover of “Covered pond”" });
  await expect(dialog.getByRole("button", { name: "Moss" })).toBeVisible();
  await expectNothingSerious(page, "[role=dialog]");
  await dialog.getByRole("button", { name: "Moss" }).press("Enter");
  await expect(his.locator("[data-page-cover]")).toBeVisible();

  await dropFiles(page.locator("[data-page-cover]"), [
    { name: "reeds.png", bytes: makePng({ width: 600, height: 900 }) },
  ]);
  const picture = his.locator("[data-page-cover] img");
  await expect(picture).toHaveJSProperty("naturalWidth", 600);
  await page.getByRole("button", { name: "Reposition" }).press("Enter");
  await expect(page.getByRole("slider", { name: "Which part of the picture is shown" })).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(picture).toHaveCSS("object-position", "50% 2%");
  await expectNothingSerious(page, "main");

  await dropFiles(page.locator("[data-page-cover]"), [{ name: "torn.png", bytes: Buffer.from("no picture at all") }]);
  await expect(page.getByText("“torn.png” is no picture that can be a cover.")).toHaveCount(1);
  await expect(page.getByText("The cover stays as it was")).toHaveCount(1);
  await expect(page.getByRole("region", { name: /uploads?$/ }).getByText("torn.png")).toHaveCount(0);
  const titlesBelow = async () =>
    (await owner.client.call("pages.list", { driveId: drive.id, parentId: id })).items.map(({ title }) => title);
  await expect.poll(titlesBelow).toEqual(["reeds.png"]);
  await expect
    .poll(async () => (await owner.client.call("pages.list", { driveId: drive.id, trashed: "true" })).items)
    .toEqual([]);

  const before = await his.locator(".document-title").evaluate((title) => title.getBoundingClientRect().top);
  const tops = his.locator(".document-title");
  await his.route("**/preview", () => new Promise(() => undefined));
  await his.reload();
  await expect(tops).toBeVisible();
  expect(await tops.evaluate((title) => title.getBoundingClientRect().top)).toBe(before);

  await page.getByRole("button", { name: "Remove cover" }).press("Enter");
  await expect(his.locator("[data-page-cover]")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(his.locator("[data-page-cover]")).toHaveCount(1);
  await page.getByRole("button", { name: "Remove cover" }).press("Enter");
  await expect(his.locator("[data-page-cover]")).toHaveCount(0);
  expect((await owner.client.call("pages.read", { pageId: id })).cover).toBeUndefined();
});
