import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const favoritesOf = (page: Page) => page.getByRole("region", { name: "Favourites", exact: true });

test("favourites stand above the tree in an order of one's own, in every window of the person and in nobody else's", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const ben = await workspace.invite(drive.id, "Ben");
  const create = (title: string) =>
    workspace.owner.client.call("pages.create", { driveId: drive.id, type: "folder", title });
  const [one, two, three] = [await create("One"), await create("Two"), await create("Three")];
  const page = await openWindow(ben, `/d/${drive.id}/p/${one.id}`);
  const other = await openWindow(ben, `/d/${drive.id}`, { colorScheme: "dark" });
  const stranger = await openWindow(workspace.owner, `/d/${drive.id}`);
  const links = (window: Page) => favoritesOf(window).getByRole("link");

  await page.getByRole("button", { name: "Add to favourites" }).click();
  await expect(page.getByRole("button", { name: "Remove from favourites" })).toBeVisible();
  await expect(links(other)).toHaveText(["One"]);
  await page.getByRole("treeitem", { name: "Two" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Add to favourites" }).click();
  await ben.client.call("favorites.add", { pageId: three.id });
  await expect(links(page)).toHaveText(["One", "Two", "Three"]);

  await links(page).first().focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(links(page)).toHaveText(["Two", "One", "Three"]);
  await expect(links(page).nth(1)).toBeFocused();
  await expect(favoritesOf(page).getByRole("status")).toHaveText("“One” is number 2 of 3");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(links(other)).toHaveText(["Two", "Three", "One"]);
  await links(other)
    .last()
    .dragTo(links(other).first(), { targetPosition: { x: 20, y: 2 } });
  await expect(links(page)).toHaveText(["One", "Two", "Three"]);
  const { violations } = await new AxeBuilder({ page: other }).include("nav").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);

  await workspace.owner.client.call("pages.rename", { pageId: two.id, title: "Second" });
  await expect(links(page)).toHaveText(["One", "Second", "Three"]);
  await workspace.owner.client.call("permissions.restrict", { pageId: three.id, isRestricted: true });
  await expect(links(page)).toHaveText(["One", "Second"]);
  await expect(favoritesOf(stranger)).toHaveCount(0);

  await links(page).last().click();
  await expect(page).toHaveURL(new RegExp(two.id));
  await page.getByRole("button", { name: "Remove from favourites" }).click();
  await page.getByRole("treeitem", { name: "One" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Remove from favourites" }).click();
  await expect(favoritesOf(page)).toHaveCount(0);
  await expect(favoritesOf(other)).toHaveCount(0);
});
