import { AxeBuilder } from "@axe-core/playwright";
import { createDocument, editorOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("a page shows which pages link to it, as they come and go, and opens them", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const plan = await createDocument(owner, drive.id, { title: "Harbour plan", markdown: "Quays.\n" });
  const window = await openWindow(owner, plan.address);
  await expect(window.getByText("Quays.")).toBeVisible();
  const linked = window.getByRole("region", { name: "Linked from" });
  await expect(linked).toBeHidden();
  const markdown = `Before the tide see [the plan](${plan.address}) again.\n`;
  const diary = await createDocument(owner, drive.id, { title: "Diary", markdown });
  await expect(linked.getByRole("link")).toHaveText(/Diary.*Before the tide see the plan again\./);
  const { violations } = await new AxeBuilder({ page: window }).include("[data-backlinks]").analyze();
  expect(violations).toEqual([]);
  await linked.getByRole("link").focus();
  await window.keyboard.press("Enter");
  await expect(window).toHaveURL(new RegExp(diary.id));
  await owner.client.call("documents.replace", { pageId: diary.id, markdown: "Nothing.\n" });
  await window.goBack();
  await expect(window.getByText("Quays.")).toBeVisible();
  await expect(linked).toBeHidden();
});

test("[[ links a page and @ a person by keyboard; each reader is shown the present name, if they may know it", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Ben");
  const plan = await createDocument(owner, drive.id, { title: "Gannet plan" });
  const notes = await createDocument(owner, drive.id, { title: "Notes" });
  const window = await openWindow(owner, notes.address);
  const text = editorOf(window);
  await text.click();
  await window.keyboard.type("See [[gann");
  const pages = window.getByRole("listbox", { name: "Link a page" });
  await expect(pages.getByRole("option").first()).toHaveText(/Gannet plan/);
  await expect(pages.getByRole("option").last()).toHaveText("New page “gann”");
  await window.keyboard.press("Enter");
  await expect(text).toHaveText("See Gannet plan ");
  await window.keyboard.type("with @be");
  await expect(window.getByRole("listbox", { name: "Mention a person" }).getByRole("option")).toHaveText(["Ben"]);
  await window.keyboard.press("Enter");
  await window.keyboard.type("and [[Kelp ledger");
  await expect(pages.getByRole("option")).toHaveText(["New page “Kelp ledger”"]);
  await window.keyboard.press("Enter");
  await expect(text).toHaveText("See Gannet plan with @Ben and Kelp ledger ");
  const { items } = await owner.client.call("pages.list", { driveId: drive.id, parentId: notes.id });
  expect(items.map(({ title }) => title)).toEqual(["Kelp ledger"]);

  const bens = await openWindow(ben, notes.address, { colorScheme: "dark" });
  await expect(bens.locator(".document-content")).toContainText("See Gannet plan with @Ben and Kelp ledger ");
  await owner.client.call("pages.rename", { pageId: plan.id, title: "Skua plan" });
  for (const page of [window, bens]) await expect(page.getByRole("link", { name: "Skua plan" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: bens }).include(".document-content").analyze();
  expect(violations).toEqual([]);
  await owner.client.call("permissions.restrict", { pageId: plan.id, isRestricted: true });
  await expect(bens.locator(".document-content")).toContainText("See Unknown page with @Ben and Kelp ledger ");
  await bens.getByRole("link", { name: "@Ben" }).click();
  await expect(bens).toHaveURL(/\/search\?by=/);
  await expect(bens.getByRole("treeitem", { name: "Notes", exact: true })).toBeVisible();
  await window.getByRole("link", { name: "Skua plan" }).click();
  await expect(window).toHaveURL(new RegExp(plan.id));
  await expect(window.getByRole("region", { name: "Linked from" }).getByRole("link")).toHaveText(/Notes/);
  await window.goto(`${workspace.stack.origin}/p/${notes.id}`);
  await expect(window).toHaveURL(new RegExp(`/d/${drive.id}/p/${notes.id}`));
});
