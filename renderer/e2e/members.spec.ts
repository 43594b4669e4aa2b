import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createVisitor } from "#services/tests/stack/person.ts";
import { createDocument, editorOf, openApart } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("a member's role is changed and their place taken by keys alone, and what they have open follows at once", async ({
  workspace,
  drive,
  browser,
}) => {
  const { owner } = workspace;
  const ben = await workspace.invite(drive.id, "Bela");
  const { address } = await createDocument(owner, drive.id, { title: "Plans", markdown: "The plan." });
  await using own = await openApart(browser, owner, { address: `/d/${drive.id}` });
  await using apart = await openApart(browser, ben, { address });
  const [mine, theirs] = [own.page, apart.page];
  await expect(editorOf(theirs)).toBeEditable();

  await mine.locator("nav").getByRole("button", { name: "Drives" }).focus();
  await mine.keyboard.press("Enter");
  await mine.getByRole("menuitem", { name: "Members" }).press("Enter");
  const list = mine.getByRole("list", { name: `Members of ${drive.name}` });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(mine, "main");
  await list.getByRole("combobox", { name: "Role of Bela" }).focus();
  await mine.keyboard.type("Viewer");
  await expect(editorOf(theirs)).toHaveCount(0);
  await expect(theirs.getByText("The plan.")).toBeVisible();
  await expect(list.getByRole("combobox", { name: "Role of Bela" })).toHaveValue("viewer");

  await list.getByRole("button", { name: "Remove Bela" }).focus();
  await mine.keyboard.press("Enter");
  const dialog = mine.getByRole("dialog", { name: `Remove Bela from “${drive.name}”?` });
  await expect(dialog).toContainText("What they wrote stays.");
  await expectAccessible(mine, "[role=dialog]");
  await dialog.getByRole("button", { name: "Remove", exact: true }).focus();
  await mine.keyboard.press("Enter");
  await expect(theirs.getByText("This page is not here")).toBeVisible();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(mine.getByText(`Bela is no longer in “${drive.name}”`)).toBeVisible();
});

test("a drive is handed on, after which its owner before steps down and leaves", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const cleo = await workspace.invite(drive.id, "Cleo");
  const address = `/d/${drive.id}/members`;
  const mine = await openWindow(workspace.owner, address, { width: 390, colorScheme: "dark" });
  const theirs = await openWindow(cleo, address);
  await expect(theirs.getByRole("button", { name: "Leave drive" })).toBeVisible();
  await expect(theirs.getByRole("combobox")).toHaveCount(0);
  await mine.getByRole("button", { name: "Hand on…" }).click();
  const dialog = mine.getByRole("dialog", { name: `Hand “${drive.name}” on` });
  await expectAccessible(mine, "[role=dialog]");
  await dialog.getByRole("button", { name: "Hand on", exact: true }).click();
  await expect(theirs.getByRole("combobox", { name: "Role of Ada" })).toHaveValue("admin");

  await mine.getByRole("combobox", { name: "Role of Ada" }).selectOption("commenter");
  const stepDown = mine.getByRole("dialog", { name: "Give up your place in charge?" });
  await expect(stepDown).toContainText(`You become commenter of “${drive.name}”`);
  await stepDown.getByRole("button", { name: "Become commenter" }).click();
  await expect(mine.getByRole("combobox")).toHaveCount(0);
  await expect(theirs.getByRole("combobox", { name: "Role of Ada" })).toHaveValue("commenter");
  await expectAccessible(mine, "main");
  await mine.getByRole("button", { name: "Leave drive" }).click();
  await mine
    .getByRole("dialog", { name: `Leave “${drive.name}”?` })
    .getByRole("button", { name: "Leave drive" })
    .click();
  await expect(theirs.getByRole("listitem").filter({ hasText: "Ada" })).toHaveCount(0);
  await expect(mine).not.toHaveURL(new RegExp(drive.id));
});

test("an invite for several is made, used by somebody new, and taken back", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const mine = await openWindow(owner, `/d/${drive.id}/members`);
  await mine.getByRole("button", { name: "Invite people" }).click();
  const dialog = mine.getByRole("dialog", { name: `Invite people to ${drive.name}` });
  await dialog.getByRole("radio", { name: /Commenter/ }).check();
  await dialog.getByRole("combobox", { name: "For how many" }).selectOption({ label: "For 5 people" });
  await dialog.getByRole("combobox", { name: "For how long" }).selectOption({ label: "Without end" });
  await expectAccessible(mine, "[role=dialog]");
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByText("For 5 people, without end")).toBeVisible();
  const code = new URL(await dialog.getByLabel("Invite link").inputValue()).hash.replace("#code=", "");
  await mine.keyboard.press("Escape");
  const invites = mine.getByRole("list", { name: "Open invites" });
  await expect(invites).toContainText("Commenter · For 5 people, without end");

  const account = { name: "Dora", email: `dora.${drive.id}@example.org`, password: "another long password" };
  await createVisitor(owner.origin).client.call("invites.accept", { code, ...account });
  await expect(mine.getByRole("combobox", { name: "Role of Dora" })).toHaveValue("commenter");
  await expect(invites).toContainText("1 of 5 used");
  await expectAccessible(mine, "main");
  await invites.getByRole("button", { name: /^Take back/ }).press("Enter");
  await expect(mine.getByText("No invite is open.")).toBeVisible();
});

test("a person changes their name, and gets a new password by the owner's link, which ends their sessions", async ({
  workspace,
  drive,
  browser,
}) => {
  const fred = await workspace.invite(drive.id, "Fred");
  await using own = await openApart(browser, workspace.owner, { address: `/d/${drive.id}/members` });
  await using apart = await openApart(browser, fred, { address: `/d/${drive.id}` });
  const [mine, theirs] = [own.page, apart.page];
  await expect(theirs.getByRole("heading", { name: drive.name })).toBeVisible();
  await theirs.keyboard.press("ControlOrMeta+,");
  const settings = theirs.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Your name").fill("Frederik");
  await settings.getByLabel("Your name").press("Enter");
  await expect(mine.getByRole("combobox", { name: "Role of Frederik" })).toBeVisible();
  await settings.getByRole("button", { name: "Change password" }).click();
  await settings.getByLabel("Present password").fill("not the password");
  await settings.getByLabel("New password").fill("a second password");
  await expectAccessible(theirs, "[role=dialog]");
  await theirs.keyboard.press("Enter");
  await expect(settings.getByRole("alert")).toHaveText("The present password is not right; nothing was changed.");
  await expect(settings.getByRole("list", { name: "People" })).toHaveCount(0);

  await mine.keyboard.press("ControlOrMeta+,");
  const people = mine.getByRole("dialog", { name: "Settings" });
  await people.getByRole("button", { name: "Password link for Frederik" }).click();
  const link = await people.getByRole("textbox", { name: "Password link for Frederik" }).inputValue();
  await expectAccessible(mine, "[role=dialog]");
  await theirs.goto(link);
  await theirs.getByLabel("New password").fill("a second password");
  await expectAccessible(theirs, "main");
  await theirs.keyboard.press("Enter");
  await theirs.getByLabel("E-mail").fill("fred@example.org");
  await theirs.getByLabel("Password").fill("a second password");
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByRole("button", { name: /Frederik/ })).toBeVisible();
});
