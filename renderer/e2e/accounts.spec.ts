import { AxeBuilder } from "@axe-core/playwright";
import { createDocument, editorOf, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("an account is deactivated while its person writes, reactivated, and deleted by its person; what they wrote stays", async ({
  workspace,
  drive,
  openWindow,
  browser,
}) => {
  const greta = await workspace.invite(drive.id, "Greta");
  const { address } = await createDocument(greta, drive.id, { title: "Ponds", markdown: "Water." });
  const mine = await openWindow(workspace.owner, `/d/${drive.id}`, { width: 390, colorScheme: "dark" });
  await using apart = await openApart(browser, greta, { address });
  const theirs = apart.page;
  await expect(editorOf(theirs)).toBeEditable();

  await mine.keyboard.press("ControlOrMeta+,");
  const people = mine.getByRole("dialog", { name: "Settings" });
  await people.getByRole("button", { name: "Deactivate the account of Greta" }).press("Enter");
  const asked = people.getByRole("group", { name: "Deactivate the account of Greta?" });
  await expect(asked).toContainText("What they wrote and their places stay");
  await expect(asked.getByRole("button", { name: "Cancel" })).toBeFocused();
  const { violations } = await new AxeBuilder({ page: mine }).include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  await asked.getByRole("button", { name: "Deactivate" }).press("Enter");
  await expect(people.getByRole("listitem").filter({ hasText: "Greta" })).toContainText("deactivated");
  await expect(people.getByRole("button", { name: "Reactivate the account of Greta" })).toBeFocused();
  await expect(theirs.getByText("Your session has ended")).toBeVisible();

  const signIn = async () => {
    await theirs.goto(`${greta.origin}/sign-in`);
    await theirs.getByLabel("E-mail").fill("greta@example.org");
    await theirs.getByLabel("Password").fill("another long password");
    await theirs.keyboard.press("Enter");
  };
  await signIn();
  await expect(theirs.getByText("This account is deactivated.")).toBeVisible();
  await people.getByRole("button", { name: "Reactivate the account of Greta" }).click();
  await expect(people.getByRole("button", { name: "Deactivate the account of Greta" })).toBeVisible();
  await signIn();
  await expect(theirs.getByRole("button", { name: /Greta/ })).toBeVisible();

  await theirs.keyboard.press("ControlOrMeta+,");
  const own = theirs.getByRole("dialog", { name: "Settings" });
  await own.getByRole("button", { name: "Delete my account…" }).press("Enter");
  await expect(own.getByRole("form", { name: "Delete my account…" })).toContainText(
    "What you wrote in shared drives stays",
  );
  await own.getByLabel("Present password").fill("another long password");
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByLabel("E-mail")).toBeVisible();
  await mine.goto(workspace.owner.origin + address);
  await expect(editorOf(mine)).toContainText("Water.");
});
