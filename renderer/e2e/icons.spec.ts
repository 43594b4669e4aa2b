import { AxeBuilder } from "@axe-core/playwright";
import { createDocument } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("a page's icon is chosen by keys alone among the emoji that came with the app, shows everywhere, and goes again", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  const { address } = await createDocument(owner, drive.id, { title: "Tarns", markdown: "Water." });
  const page = await openWindow(owner, address, { colorScheme: "dark" });
  const other = await openWindow(ben, `/d/${drive.id}`);
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== owner.origin) foreign.push(request.url());
  });

  await page.getByRole("button", { name: "Add icon" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Icon of “Tarns”" });
  await expect(dialog.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
  await expect(dialog.getByRole("gridcell", { name: "grinning face" }).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  await page.keyboard.type("duck");
  await expect(dialog.getByText("🦆 duck")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);

  const change = page.getByRole("button", { name: "Change the icon 🦆" });
  await expect(change).toBeFocused();
  await expect(page.getByRole("treeitem", { name: "Tarns" })).toContainText("🦆");
  await expect(page.getByRole("navigation", { name: "Where this page stands" })).toContainText("🦆");
  await expect(page.getByRole("navigation", { name: "Open pages" })).toContainText("🦆");
  await expect(other.getByRole("region").getByRole("link", { name: "Tarns" })).toContainText("🦆");
  await other.getByRole("button", { name: /^Search/ }).click();
  await other.keyboard.type("tarns");
  await expect(other.getByRole("option", { name: /Tarns/ })).toContainText("🦆");

  await change.click();
  await dialog.getByRole("button", { name: "Remove icon" }).click();
  await expect(page.getByRole("treeitem", { name: "Tarns" })).not.toContainText("🦆");
  await expect(page.getByRole("button", { name: "Add icon" })).toBeFocused();
  expect(foreign).toEqual([]);
});
