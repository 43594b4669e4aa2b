import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("what others do on a page shows beside it as it happens, and is narrowed by kind", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const bela = await workspace.invite(drive.id, "Bela");
  const { client } = workspace.owner;
  const page = await client.call("pages.create", { driveId: drive.id, type: "document", title: "Plan" });
  const window = await openWindow(workspace.owner, `/d/${drive.id}/p/${page.id}`);
  await window.getByRole("main").getByRole("button", { name: "Page menu" }).focus();
  await window.keyboard.press("Enter");
  await window.getByRole("menuitem", { name: "Activity" }).press("Enter");
  const panel = window.getByRole("complementary", { name: "Activity" });
  const entries = panel.getByRole("listitem");
  await expect(entries).toHaveText([/made “Plan”/]);
  await bela.client.call("pages.rename", { pageId: page.id, title: "Plans" });
  await expect(entries).toHaveText([/Bela renamed “Plan” to “Plans”/, /made “Plan”/]);
  await expectAccessible(window, "aside");
  await panel.getByRole("combobox", { name: "What happened" }).selectOption("page.created");
  await expect(entries).toHaveText([/made “Plan”/]);
  await panel.getByRole("combobox", { name: "Person" }).selectOption({ label: "Bela" });
  await expect(panel.getByRole("status")).toContainText("Nothing like that");
  await panel.getByRole("button", { name: "Close activity" }).focus();
  await window.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
});

test("the activity of a drive leads to its pages, without those one may not see", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const bela = await workspace.invite(drive.id, "Bela");
  const { client } = workspace.owner;
  const make = (title: string) => client.call("pages.create", { driveId: drive.id, type: "folder", title });
  const [open, secret] = [await make("Open shelf"), await make("Secret shelf")];
  await client.call("permissions.restrict", { pageId: secret.id, isRestricted: true });
  const window = await openWindow(bela, `/d/${drive.id}/activity`, { width: 390, colorScheme: "dark" });
  await expect(window.getByRole("heading", { name: `Activity in ${drive.name}` })).toBeVisible();
  const list = window.getByRole("list", { name: "What happened, the newest first" });
  await expect(list.getByRole("listitem").filter({ hasText: "Open shelf" })).toHaveCount(1);
  await expect(list).not.toContainText("Secret");
  await expectAccessible(window, "main");
  await list.getByRole("link", { name: "Open shelf" }).click();
  await expect(window).toHaveURL(new RegExp(open.id));
});
