import type { Page } from "@playwright/test";
import { createDocument, editorOf, openApart, stateOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

const blocks = 450;
const line = (index: number) => `Line ${index} of the log, as it was written that day.`;
const markdown = Array.from({ length: blocks }, (_, index) => line(index)).join("\n\n");

/** What the page shows, block by block, and how many chunks that is. */
function shownIn(page: Page): Promise<{ readonly chunks: number; readonly lines: readonly string[] }> {
  return editorOf(page).evaluate((editor) => ({
    chunks: editor.querySelectorAll(":scope > .document-chunk").length,
    lines: [...editor.querySelectorAll(":scope > .document-chunk > p")].map(({ textContent }) => textContent),
  }));
}

test("a long document is drawn in chunks, and edited across them as if they were not there", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Log", markdown });
  await using window = await openApart(browser, workspace.owner, { address });
  const { page } = window;
  const expected = Array.from({ length: blocks }, (_, index) => line(index));
  await expect(editorOf(page)).toHaveAttribute("contenteditable", "true");
  expect(await shownIn(page)).toEqual({ chunks: 12, lines: expected });

  // The last line of a chunk is divided, and joined with the next again.
  await page.getByText(line(119)).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" And on.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("New.");
  expected[119] += " And on.";
  expected.splice(120, 0, "New.");
  await expect.poll(() => shownIn(page)).toEqual({ chunks: 12, lines: expected });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Backspace");
  await page.keyboard.type(" ");
  expected.splice(120, 2, `New. ${line(120)}`);
  await expect.poll(() => shownIn(page)).toEqual({ chunks: 12, lines: expected });

  // The caret goes from chunk to chunk by line, and a selection over the border is replaced.
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
  await page.keyboard.type("Both.");
  expected.splice(119, 2, "Both.");
  await expect.poll(() => shownIn(page)).toMatchObject({ lines: expected });
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => shownIn(page)).toMatchObject({ lines: expected });

  // What is far from the screen is there too: somebody else's words, and everything at the end.
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id });
  const others = content.replace(line(430), `${line(430)} Rain.`);
  await workspace.owner.client.call("documents.replace", { pageId: id, markdown: others });
  expected[expected.indexOf(line(430))] += " Rain.";
  await expect.poll(() => shownIn(page)).toMatchObject({ lines: expected });
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" The end.");
  expected[expected.length - 1] += " The end.";
  await expect.poll(() => shownIn(page)).toMatchObject({ lines: expected });
  await expect(page.getByText("The end.")).toBeInViewport();
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const after = await workspace.owner.client.call("documents.read", { pageId: id });
  expect(after.content.trim().split("\n\n")).toEqual(expected);
});

test("keys draw nothing outside of the text", async ({ browser, workspace, drive }) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Quiet", markdown });
  await using window = await openApart(browser, workspace.owner, {
    address,
    prepare: async (context) => void (await context.addInitScript(countCommits)),
  });
  const { page } = window;
  await expect(editorOf(page)).toHaveAttribute("contenteditable", "true");
  await page.getByText(line(3)).click();
  await page.keyboard.type("Begun. ");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saving");
  const before = await page.evaluate(() => Number(Reflect.get(window, "commits")));
  await page.keyboard.type("forty keys without a pause between them.", { delay: 20 });
  const after = await page.evaluate(() => Number(Reflect.get(window, "commits")));
  expect(before).toBeGreaterThan(0);
  expect(after - before).toBeLessThanOrEqual(4);
});

/** Counts what React draws, in the way its developer tools are told of it. */
function countCommits(): void {
  Reflect.set(window, "commits", 0);
  Reflect.set(window, "__REACT_DEVTOOLS_GLOBAL_HOOK__", {
    renderers: new Map(),
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot: () => Reflect.set(window, "commits", Number(Reflect.get(window, "commits")) + 1),
  });
}

test("a click and keys before the editor is here take effect where they were meant", async ({
  browser,
  workspace,
  drive,
}) => {
  const { id, address } = await createDocument(workspace.owner, drive.id, { title: "Early", markdown });
  const { promise: isTyped, resolve: letEditorIn } = Promise.withResolvers<void>();
  await using window = await openApart(browser, workspace.owner, {
    address,
    prepare: async (context) => {
      await context.route(/live-document/, async (route) => {
        await isTyped;
        await route.continue();
      });
    },
  });
  const { page } = window;
  await page.getByText(line(4)).click({ position: { x: 1, y: 8 } });
  await page.keyboard.type("Early words");
  await page.keyboard.press("Enter");
  letEditorIn();
  await expect(page.getByText("Early words")).toBeVisible();
  await page.keyboard.type("and late ones. ");
  await expect(stateOf(page)).toHaveAttribute("data-state", "saved");
  const { content } = await workspace.owner.client.call("documents.read", { pageId: id });
  expect(content.split("\n\n").slice(3, 7)).toEqual([line(3), "Early words", `and late ones. ${line(4)}`, line(5)]);
});
