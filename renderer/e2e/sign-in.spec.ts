import type { Page, Route } from "@playwright/test";
import { createVisitor, ownerDetails, signIn } from "#services/tests/stack/person.ts";
import { createDocument, editorOf, stateOf } from "./document-window.ts";
import { expect, openContext, test } from "./fixtures.ts";

test("a visitor signs in and comes to the page they asked for", async ({ workspace, drive, browser }) => {
  const page = await workspace.owner.client.call("pages.create", { driveId: drive.id, type: "folder", title: "Goal" });
  const context = await browser.newContext();
  const window = await context.newPage();
  await window.goto(`${workspace.stack.origin}/d/${drive.id}/p/${page.id}`);
  await window.getByLabel("E-mail").fill(ownerDetails.email);
  await window.getByLabel("Password").fill("not the password");
  await window.getByRole("button", { name: "Sign in" }).click();
  await expect(window.getByRole("alert")).not.toBeEmpty();
  await window.getByLabel("Password").fill(ownerDetails.password);
  await window.getByRole("button", { name: "Sign in" }).click();
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Goal");
  await context.close();
});

test("signing out leads to the sign-in and leaves nothing of the person behind", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const person = await signIn(workspace.stack.origin, ownerDetails);
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Mine", markdown: "Between us." });
  const window = await openWindow(person, address);
  const copies = () =>
    window.evaluate(async () =>
      (await indexedDB.databases()).filter(({ name }) => name?.startsWith("pagespace:")).map(({ name }) => name),
    );
  await expect(editorOf(window)).toHaveText("Between us.");
  await editorOf(window).click();
  await window.keyboard.type("Kept here: ");
  await expect.poll(copies).toHaveLength(1);
  const otherTab = await window.context().newPage();
  await otherTab.goto(workspace.stack.origin + address);
  await expect(editorOf(otherTab)).toContainText("Kept here: ");
  await holdBack(otherTab);
  await expect(stateOf(window)).toHaveAttribute("data-state", "saved");
  await window.getByRole("button", { name: ownerDetails.name, exact: true }).click();
  await window.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(window).toHaveURL(/\/sign-in$/);
  expect(await copies()).toEqual([]);
  const kept = await window.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("pagespace.person")),
  );
  expect(kept).toEqual([]);
});

test("signing out asks nothing in the name of a session that is over, however slow the answers are", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const person = await signIn(workspace.stack.origin, ownerDetails);
  const window = await openWindow(person, `/d/${drive.id}`);
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  const held = Promise.withResolvers<Route>();
  await window.route("**/api/search?*", (route) => held.resolve(route));
  await window.keyboard.press("ControlOrMeta+k");
  await window.getByRole("combobox").fill("sign out");
  const search = await held.promise;
  const asked: string[] = [];
  await window.route("**/api/sessions/current", async (route) => {
    const answer = await route.fetch();
    window.on("request", (request) => asked.push(request.url()));
    // What a slow network brings only now, and a socket that tries again.
    await search.continue().catch(() => undefined);
    await window.evaluate(() => globalThis.dispatchEvent(new Event("online")));
    await expect.poll(() => window.evaluate(() => fetch("/icon.svg").then(({ ok }) => ok))).toBe(true);
    await route.fulfill({ response: answer });
  });
  await window.getByRole("option", { name: "Sign out" }).click();
  await expect(window).toHaveURL(/\/sign-in$/);
  expect(asked.filter((address) => new URL(address).pathname.startsWith("/api/"))).toEqual([]);
});

test("a session that ends elsewhere leads to the sign-in and back", async ({ workspace, drive, browser }) => {
  const person = await signIn(workspace.stack.origin, ownerDetails);
  const context = await openContext(browser, person);
  const window = await context.newPage();
  await window.goto(`${workspace.stack.origin}/d/${drive.id}`);
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  await person.client.call("sessions.delete", { sessionId: "current" });
  await expect(window.getByText("Your session has ended")).toBeVisible();
  await window.getByLabel("E-mail").fill(ownerDetails.email);
  await window.getByLabel("Password").fill(ownerDetails.password);
  await window.getByRole("button", { name: "Sign in" }).click();
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  await context.close();
});

test("an invite brings a new person into the drive", async ({ workspace, drive, openWindow }) => {
  const owner = await openWindow(workspace.owner, `/d/${drive.id}`);
  await owner.getByRole("button", { name: "Share" }).click();
  await owner.getByRole("radio", { name: /Editor/ }).check();
  await owner.getByRole("button", { name: "Create link" }).click();
  const link = await owner.getByLabel("Invite link").inputValue();
  const guest = await openWindow(createVisitor(workspace.stack.origin), new URL(link).pathname + new URL(link).hash);
  await expect(guest.getByRole("heading", { name: `Join ${drive.name}` })).toBeVisible();
  await expect(guest.getByText(`${ownerDetails.name} invites you`)).toBeVisible();
  await guest.getByLabel("Your name").fill("Jonas");
  await guest.getByLabel("E-mail").fill(`jonas${Date.now()}@example.org`);
  await guest.getByLabel("Password").fill("another long password");
  await guest.getByRole("button", { name: "Join", exact: true }).click();
  await expect(guest.getByRole("heading", { name: drive.name })).toBeVisible();
  await expect(guest).toHaveURL(new RegExp(`/d/${drive.id}$`));
});

test("a person who is signed in joins by one click", async ({ workspace, drive, openWindow }) => {
  const first = await workspace.createDrive("A first drive");
  const name = `Bettina${Date.now()}`;
  const person = await workspace.invite(first.id, name);
  const window = await openWindow(person, `/d/${first.id}`);
  await expect(window.getByRole("heading", { name: "A first drive" })).toBeVisible();
  const { url } = await workspace.owner.client.call("invites.create", { driveId: drive.id, role: "viewer" });
  await window.goto(url);
  await window.getByRole("button", { name: `Join as ${name}` }).click();
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  // A member spends no further link, whether it is used or fresh.
  const fresh = await workspace.owner.client.call("invites.create", { driveId: drive.id, role: "viewer" });
  for (const link of [url, fresh.url]) {
    await window.goto("about:blank");
    await window.goto(link);
    await expect(window.getByText(`You are in “${drive.name}” already`)).toBeVisible();
    await expect(window).toHaveURL(new RegExp(`/d/${drive.id}$`));
  }
  const visitor = await openWindow(
    createVisitor(workspace.stack.origin),
    new URL(fresh.url).pathname + new URL(fresh.url).hash,
  );
  await expect(visitor.getByRole("heading", { name: `Join ${drive.name}` })).toBeVisible();
});

test("an invite says under each field what is missing, reads a corrected link, and stays when the account exists", async ({
  workspace,
  drive,
  browser,
}) => {
  const { url } = await workspace.owner.client.call("invites.create", { driveId: drive.id, role: "viewer" });
  const context = await browser.newContext();
  const window = await context.newPage();
  await window.goto(`${new URL(url).origin}${new URL(url).pathname}#code=ps_invite_wrong`);
  await expect(window.getByText("This invite does not work")).toBeVisible();
  await window.getByRole("button", { name: "Sign in" }).click();
  await expect(window.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await window.goto(url);
  await window.getByRole("button", { name: "Join", exact: true }).click();
  await expect(window.getByLabel("Your name")).toBeFocused();
  await expect(window.getByLabel("Your name")).toHaveAccessibleDescription("Fill this in.");
  await window.getByLabel("Your name").fill("Ada Again");
  await window.getByLabel("E-mail").fill("ada@");
  await window.getByLabel("Password").fill("short");
  await window.getByRole("button", { name: "Join", exact: true }).click();
  await expect(window.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(window.getByLabel("Password")).toHaveAccessibleDescription("Type at least 8 characters.");
  await window.getByLabel("E-mail").fill(ownerDetails.email);
  await window.getByLabel("Password").fill("not the right password");
  await window.getByRole("button", { name: "Join", exact: true }).click();
  await expect(window.getByRole("alert")).not.toBeEmpty();
  await expect(window).toHaveURL(/\/invite#/);
  await expect(window.getByLabel("E-mail")).toHaveValue(ownerDetails.email);
  await context.close();
});

test("a form that is sent twice at once asks the server once", async ({ workspace, browser }) => {
  const context = await browser.newContext();
  const window = await context.newPage();
  const asked: string[] = [];
  window.on("request", (request) => {
    if (request.method() === "POST") asked.push(request.url());
  });
  await window.goto(`${workspace.stack.origin}/sign-in`);
  await window.getByLabel("E-mail").fill(ownerDetails.email);
  await window.getByLabel("Password").fill("not the password");
  await window.locator("form").evaluate((form) => {
    if (!(form instanceof HTMLFormElement)) return;
    form.requestSubmit();
    form.requestSubmit();
  });
  await expect(window.getByRole("alert")).not.toBeEmpty();
  expect(asked).toHaveLength(1);
  await context.close();
});

/** Makes a tab let go of the copies only a second after it is asked to. */
async function holdBack(tab: Page): Promise<void> {
  await tab.evaluate(async () => {
    const [copies] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith("pagespace:"));
    const open = indexedDB.open(copies?.name ?? "");
    await new Promise((resolve) => open.addEventListener("success", resolve));
    open.result.addEventListener("versionchange", () => setTimeout(() => open.result.close(), 1_000));
  });
}
