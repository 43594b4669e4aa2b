import { AxeBuilder } from "@axe-core/playwright";
import { createDocument } from "./document-window.ts";
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
