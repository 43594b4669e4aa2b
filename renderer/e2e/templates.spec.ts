import { AxeBuilder } from "@axe-core/playwright";
import { createDocument, editorOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("a page becomes a template by its menu, and a new page is made from it by keyboard", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { address } = await createDocument(owner, drive.id, { title: "Weekly notes", markdown: "# Agenda\n" });
  const window = await openWindow(owner, address);
  await window.getByRole("treeitem", { name: "Weekly notes" }).click({ button: "right" });
  await window.getByRole("menuitem", { name: "Use as template" }).click();
  await expect(window.locator(".document-meta")).toContainText("Template");
  await window.keyboard.press("ControlOrMeta+K");
  await window.keyboard.type(">from");
  await window.getByRole("option", { name: "New from template…" }).waitFor();
  await window.keyboard.press("Enter");
  const dialog = window.getByRole("dialog", { name: "New from template" });
  await expect(dialog.getByRole("listitem")).toHaveText(["Weekly notes"]);
  const { violations } = await new AxeBuilder({ page: window }).include("[role=dialog]").analyze();
  expect(violations).toEqual([]);
  await window.keyboard.type("week");
  await window.keyboard.press("Enter");
  await expect(window).not.toHaveURL(new RegExp(address));
  await expect(editorOf(window)).toHaveText("Agenda");
  await expect(window.locator(".document-meta")).not.toContainText("Template");
});
