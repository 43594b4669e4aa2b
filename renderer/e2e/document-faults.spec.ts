import type { Page } from "@playwright/test";
import * as Y from "yjs";
import { addBlock, listWords } from "#services/documents/schema/flow/testing/raw-words.ts";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { joinAsViewer, ownerDetails, signIn } from "#services/tests/stack/person.ts";
import { startTyping } from "#services/tests/stack/typist.ts";
import { createDocument, editorOf, openApart, paste, stateOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

test("writing goes on while realtime is killed: the header says so and nothing is lost", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Storm", markdown: "Before." });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await editorOf(page).click();
  await page.keyboard.press("Control+End");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  workspace.stack.killProcess("realtime");
  // Watched from before the first key: realtime may be back, and all saved, before the last one.
  const isUnsavedShown = expect(stateOf(page)).not.toHaveAttribute("data-state", "saved");
  await page.keyboard.type(" Written while nobody listened.", { delay: 10 });
  await isUnsavedShown;
  await expect(editorOf(page)).toHaveText("Before. Written while nobody listened.");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id, format: "text" });
  expect(content.trim()).toBe("Before. Written while nobody listened.");
});

test("what is written offline is kept on this device and saved on return", async ({ browser, workspace, drive }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Train", markdown: "Start." });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await editorOf(page).click();
  await page.keyboard.press("Control+End");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.context().setOffline(true);
  workspace.stack.killProcess("realtime");
  await expect(stateOf(page)).toHaveAttribute("data-state", "offline");
  await page.keyboard.type(" In the tunnel.");
  await expect(stateOf(page)).toContainText("kept on this device");
  await page.context().setOffline(false);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id, format: "text" });
  expect(content.trim()).toBe("Start. In the tunnel.");
});

test("with no socket at all a document still shows its text", async ({ browser, workspace, drive }) => {
  const { address } = await createDocument(workspace.owner, drive.id, {
    title: "Still here",
    markdown: "# Days\n\nRead from the database.",
  });
  await using window = await openApart(browser, workspace.owner, {
    address,
    prepare: (context) => context.routeWebSocket(/socket\.io/, (socket) => socket.close()),
  });
  const content = window.page.locator(".document-content");
  await expect(content).toContainText("Read from the database.");
  await expect(stateOf(window.page)).toHaveAttribute("data-state", "offline");
  await expect(content).toContainText("Read from the database.");
});

test("content this version does not know is shown for reading and stays whole", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Newer", markdown: "Known text." });
  using typist = startTyping(workspace.owner, id);
  await typist.until(() => typist.read().has("Known text."), "the content");
  addBlock(typist.doc, "From the future.", { kind: "callout", origin: "callout" });
  await typist.until(() => typist.saved.has("callout"), "the callout is saved");
  await using window = await openApart(browser, workspace.owner, { address });
  await expect(window.page.getByText("This page holds something this version does not know")).toBeVisible();
  await expect(window.page.locator(".document-content")).toContainText("From the future.");
  await expect(editorOf(window.page)).toHaveCount(0);
  typist.type("Afterwards");
  await expect(window.page.locator(".document-content")).toContainText("Afterwards");
  expect(jsonFromYjs(typist.doc).content).toContainEqual({
    type: "callout",
    content: [{ type: "text", text: "From the future." }],
  });
});

test("unknown content that arrives while someone writes ends the writing and stays whole", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, {
    title: "Arrives",
    markdown: "Known text.",
  });
  await using window = await openApart(browser, workspace.owner, { address });
  await editorOf(window.page).click();
  await window.page.keyboard.type("Mine. ");
  using typist = startTyping(workspace.owner, id);
  await typist.until(() => typist.read().size > 0, "the content");
  addBlock(typist.doc, "From the future.", { kind: "callout", origin: "callout" });
  await expect(window.page.getByText("This page holds something this version does not know")).toBeVisible();
  await expect(window.page.locator(".document-content")).toContainText("From the future.");
  await typist.until(() => typist.saved.has("callout"), "the callout is saved");
  await expect(stateOf(window.page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id, format: "json" });
  expect(content).toContain("From the future.");
});

test("what was written offline survives a closed tab", async ({ browser, workspace, drive }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Closed", markdown: "Start." });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await editorOf(page).click();
  await page.keyboard.press("Control+End");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.context().setOffline(true);
  workspace.stack.killProcess("realtime");
  await expect(stateOf(page)).toHaveAttribute("data-state", "offline");
  await page.keyboard.type(" Then the lid was shut.");
  await expect.poll(() => keptText(page)).toContain("Start. Then the lid was shut.");
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(workspace.owner.origin);
  await expect
    .poll(async () =>
      (await workspace.owner.client.call("documents.read", { pageId: id, format: "text" })).content.trim(),
    )
    .toBe("Start. Then the lid was shut.");
});

test("what was written offline outlives the session and is saved after the next sign-in", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Ended", markdown: "Start." });
  const person = await signIn(workspace.stack.origin, ownerDetails);
  await using window = await openApart(browser, person, { address });
  const { page } = window;
  await editorOf(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Saved.");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.context().setOffline(true);
  workspace.stack.killProcess("realtime");
  await expect(stateOf(page)).toHaveAttribute("data-state", "offline");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Written offline.");
  await expect(stateOf(page)).toContainText("kept on this device");
  await person.client.call("sessions.delete", { sessionId: "current" });
  await page.context().setOffline(false);
  await expect(page.getByText("Your session has ended")).toBeVisible();
  await page.keyboard.type(" And afterwards.");
  await expect(editorOf(page)).toContainText("Written offline. And afterwards.");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(ownerDetails.email);
  await page.getByLabel("Password").fill(ownerDetails.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(editorOf(page)).toContainText("Written offline. And afterwards.");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id, format: "text" });
  expect(content).toContain("Written offline. And afterwards.");
});

test("a paste that is too large is refused at once, and the writing goes on", async ({ browser, workspace, drive }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Large", markdown: "Start." });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  await editorOf(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Before.");
  await paste(page, { "text/plain": "word ".repeat(2_200_000) });
  await expect(page.getByText("This is too large to paste at once")).toBeVisible({ timeout: 3_000 });
  await page.keyboard.type(" After.");
  await paste(page, { "text/plain": "- a\n".repeat(100_000) });
  await paste(page, { "text/html": `<ul>${"<li>a</li>".repeat(20_000)}</ul>` });
  await page.keyboard.type(" Still.");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id, format: "text" });
  expect(content.trim()).toBe("Start. Before. After. Still.");
});

test("a long text that fits is pasted and saved", async ({ browser, workspace, drive }) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Long" });
  await using window = await openApart(browser, workspace.owner, { address });
  await editorOf(window.page).click();
  await paste(window.page, { "text/plain": `${"word ".repeat(120_000)}end` });
  await expect(editorOf(window.page)).toContainText("end");
  await expect(stateOf(window.page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id, format: "text" });
  expect(content.trim()).toHaveLength(600_003);
});

test("a viewer reads along but cannot write", async ({ browser, workspace, drive }) => {
  const { owner } = workspace;
  const viewer = await joinAsViewer(owner, drive.id, `Vera${Date.now()}`);
  const { id, address } = await createDocument(owner, drive.id, { title: "Notice", markdown: "Read me." });
  await using window = await openApart(browser, viewer, { address });
  await expect(window.page.getByText("You can read this page.")).toBeVisible();
  await expect(window.page.locator(".document-content")).toHaveAttribute("aria-readonly", "true");
  await expect(window.page.getByLabel("Title", { exact: true })).not.toBeEditable();
  await owner.client.call("documents.replace", { pageId: id, markdown: "Read me again." });
  await expect(window.page.locator(".document-content")).toHaveText("Read me again.");
});

test("a browser that keeps nothing says that the text is only in this tab, and asks before it closes", async ({
  browser,
  workspace,
  drive,
}) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Borrowed computer" });
  await using window = await openApart(browser, workspace.owner, {
    address,
    prepare: async (context) => {
      await context.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
    },
  });
  const { page } = window;
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  await page.context().setOffline(true);
  workspace.stack.killProcess("realtime");
  await editorOf(page).click();
  await page.keyboard.type("nowhere else");
  await expect(stateOf(page)).toHaveText("Offline — only in this tab");
  const asked = page.waitForEvent("dialog");
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await closing;
  await page.context().setOffline(false);
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
});

/** The text of the one document that the browser keeps on this device. */
async function keptText(page: Page): Promise<string> {
  const updates = await page.evaluate(async () => {
    const copies = (await indexedDB.databases()).find(({ name }) => name?.startsWith("pagespace:"));
    const open = indexedDB.open(copies?.name ?? "");
    await new Promise((resolve) => open.addEventListener("success", resolve));
    const kept = open.result.transaction("updates").objectStore("updates").getAll();
    await new Promise((resolve) => kept.addEventListener("success", resolve));
    open.result.close();
    return kept.result.map(({ update }: { readonly update: Uint8Array }) => Array.from(update));
  });
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Uint8Array.from(update));
  return listWords(doc).join("\n");
}
