import type { Locator, Page } from "@playwright/test";
import { createDocument, editorOf, openApart, stateOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

const words = " WORDS OF BEN";

interface Action {
  readonly markdown: string;
  /** Where Ada's caret is, and what she presses. */
  readonly at: string;
  readonly keys: string;
  /** Where Ben types, before and after what Ada did. */
  readonly before: string;
  readonly after: string;
}

const actions: Readonly<Record<string, Action>> = {
  "a paragraph a list": {
    markdown: "item text",
    at: "p",
    keys: "Control+Shift+8",
    before: "p",
    after: "li p",
  },
  "a paragraph a heading": { markdown: "item text", at: "p", keys: "Control+Alt+1", before: "p", after: "h1" },
  "a paragraph a quote": {
    markdown: "item text",
    at: "p",
    keys: "Control+Shift+b",
    before: "p",
    after: "blockquote p",
  },
  "an item an item of the one above": {
    markdown: "- one\n- two",
    at: "li:last-child p",
    keys: "Tab",
    before: "li:last-child p",
    after: "li li p",
  },
  "two paragraphs one": {
    markdown: "hello\n\nworld",
    at: "p:nth-of-type(2)",
    keys: "Backspace",
    before: "p:nth-of-type(2)",
    after: "p:only-child",
  },
};

/** Puts the caret at an end of a block. */
async function putCaret(block: Locator, end: "start" | "end"): Promise<void> {
  await block.click();
  await block.page().keyboard.press(end === "start" ? "Home" : "End");
  // The browser tells the editor of the caret in a task of its own, which comes before the next picture.
  await block.page().evaluate(() => new Promise(requestAnimationFrame));
}

/** The words of the first such block, or of the whole document, without the names at carets. */
async function wordsIn(window: Page, selector?: string): Promise<string | null> {
  return editorOf(window).evaluate((content, within) => {
    const block = within === undefined ? content : content.querySelector(within);
    const copy = block?.cloneNode(true);
    if (!(copy instanceof Element)) return null;
    for (const caret of copy.querySelectorAll(".document-caret")) caret.remove();
    return copy.textContent;
  }, selector);
}

async function expectWords(window: Page, selector: string | undefined, expected: string): Promise<void> {
  await expect.poll(() => wordsIn(window, selector)).toContain(expected);
}

async function openBoth(windows: readonly Page[], origin: string, address: string): Promise<void> {
  for (const window of windows) await window.goto(origin + address);
  for (const window of windows) await expect(editorOf(window)).toBeVisible();
}

for (const [name, { markdown, at, keys, before, after }] of Object.entries(actions)) {
  test(`no word of Ben is lost when Ada makes ${name}, at once, apart, or taking it back`, async ({
    browser,
    workspace,
    drive,
    openWindow,
  }) => {
    const { owner } = workspace;
    const read = async (pageId: string) =>
      (await owner.client.call("documents.read", { pageId, format: "text" })).content;
    const first = await createDocument(owner, drive.id, { title: "Undo", markdown });
    const ben = await workspace.invite(drive.id, `Ben${drive.id.slice(-6)}`);
    const hers = await openWindow(owner, first.address);
    await using apart = await openApart(browser, ben, { address: first.address });
    const his = apart.page;
    await expect(editorOf(his)).toBeVisible();

    // Ada acts, Ben types into it and sees it saved, Ada takes her act back.
    await putCaret(editorOf(hers).locator(at), "start");
    await hers.keyboard.press(keys);
    await putCaret(editorOf(his).locator(after), "end");
    await his.keyboard.type(words);
    await expect(stateOf(his)).toHaveAttribute("data-state", "saved");
    await expectWords(hers, undefined, words);
    await hers.keyboard.press("Control+z");
    await expectWords(hers, before, words);
    await expectWords(his, before, words);
    await expect(stateOf(hers)).toHaveAttribute("data-state", "saved");
    expect(await read(first.id)).toContain(words);

    // Ben types offline while Ada acts, and comes back.
    const second = await createDocument(owner, drive.id, { title: "Offline", markdown });
    await openBoth([hers, his], owner.origin, second.address);
    await his.context().setOffline(true);
    await expect(stateOf(his)).toHaveAttribute("data-state", "offline");
    await putCaret(editorOf(his).locator(before), "end");
    await his.keyboard.type(words);
    await putCaret(editorOf(hers).locator(at), "start");
    await hers.keyboard.press(keys);
    await his.context().setOffline(false);
    await expectWords(hers, after, words);
    await expectWords(his, after, words);
    expect(await read(second.id)).toContain(words);

    // Ben types while Ada acts.
    const third = await createDocument(owner, drive.id, { title: "At once", markdown });
    await openBoth([hers, his], owner.origin, third.address);
    await putCaret(editorOf(hers).locator(at), "start");
    await putCaret(editorOf(his).locator(before), "end");
    await Promise.all([his.keyboard.type("0123456789"), hers.keyboard.press(keys)]);
    await expectWords(hers, after, "0123456789");
    await expectWords(his, after, "0123456789");
  });
}

test("what was typed since a program read a document stays when the program turns, moves or rewrites its blocks", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const versions = ["# one two three\n\nx\n", "- one two three\n\nx\n", "x\n\none two three\n", "one 2 three\n\nx\n"];
  const window = await openWindow(owner, `/d/${drive.id}`);
  for (const markdown of versions) {
    const { id, address } = await createDocument(owner, drive.id, {
      title: "Replaced",
      markdown: "one two three\n\nx\n",
    });
    const { version } = await owner.client.call("documents.read", { pageId: id, format: "markdown" });
    await window.goto(owner.origin + address);
    await putCaret(editorOf(window).locator("p").first(), "end");
    await window.keyboard.type(words);
    await expect(stateOf(window)).toHaveAttribute("data-state", "saved");
    await owner.client.call("documents.replace", { pageId: id, markdown, baseVersion: version });
    const { content } = await owner.client.call("documents.read", { pageId: id, format: "markdown" });
    expect(content).toContain(`three${words}`);
    await expectWords(window, undefined, `three${words}`);
  }
});

test("what was done in a document can be undone after it was left and opened again, and nothing of others", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { address } = await createDocument(owner, drive.id, { title: "Left", markdown: "first" });
  await createDocument(owner, drive.id, { title: "Elsewhere", markdown: "elsewhere" });
  const ben = await workspace.invite(drive.id, `Ben${drive.id.slice(-6)}`);
  const hers = await openWindow(owner, address);
  await putCaret(editorOf(hers).locator("p"), "end");
  await hers.keyboard.type(" mine");
  await expect(stateOf(hers)).toHaveAttribute("data-state", "saved");
  await hers.getByRole("treeitem", { name: "Elsewhere" }).click();
  await expect(editorOf(hers)).toContainText("elsewhere");
  const his = await openWindow(ben, address);
  await putCaret(editorOf(his).locator("p"), "end");
  await his.keyboard.type(" his");
  await expect(stateOf(his)).toHaveAttribute("data-state", "saved");
  await hers.getByRole("treeitem", { name: "Left" }).click();
  await expect.poll(() => wordsIn(hers)).toBe("first mine his");
  await editorOf(hers).click();
  await hers.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(hers)).toBe("first his");
  await expect.poll(() => wordsIn(his)).toBe("first his");
  await hers.keyboard.press("Control+y");
  await expect.poll(() => wordsIn(his)).toBe("first mine his");
});

test("a colleague's caret comes to rest behind what they typed", async ({ workspace, drive, openWindow }) => {
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Carets", markdown: "first" });
  const ben = await workspace.invite(drive.id, `Ben${drive.id.slice(-6)}`);
  const hers = await openWindow(workspace.owner, address);
  const his = await openWindow(ben, address);
  await putCaret(editorOf(his).locator("p"), "end");
  const beforeCaret = () =>
    // In one step with finding the caret: each move draws another.
    editorOf(hers).evaluate((content) => {
      const caret = content.querySelector(".document-caret");
      if (caret === null) return undefined;
      const range = document.createRange();
      range.setStart(caret.closest("p") ?? caret, 0);
      range.setEndBefore(caret);
      return range.toString();
    });
  let text = "first";
  for (const typed of [" one", " two", " three"]) {
    await his.keyboard.type(typed, { delay: 15 });
    text += typed;
    await expect.poll(beforeCaret, { timeout: 8_000 }).toBe(text);
  }
});

test("keys right after a click go where was clicked, whatever a colleague does in between", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const markdown = "first\n\nsecond\n\nthird";
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Clicked", markdown });
  const ben = await workspace.invite(drive.id, `Ben${drive.id.slice(-6)}`);
  const hers = await openWindow(workspace.owner, address);
  const his = await openWindow(ben, address);
  const caretOfBen = (block: string) => editorOf(hers).locator(block).locator(".document-caret");
  await putCaret(editorOf(his).locator("p").nth(2), "end");
  await putCaret(editorOf(hers).locator("p").nth(0), "end");
  await expect(caretOfBen("p:nth-of-type(3)")).toBeVisible();
  // A browser tells of the caret in its own time; here the colleague is always quicker.
  await hers.evaluate(() => {
    const hold = (event: Event) => event.isTrusted && event.stopImmediatePropagation();
    window.addEventListener("selectionchange", hold, { capture: true });
  });

  await editorOf(hers).locator("p").nth(1).click();
  await his.keyboard.type(" his");
  await expectWords(hers, "p:nth-of-type(3)", "third his");
  await hers.keyboard.type("HER");
  await expectWords(his, "p:nth-of-type(2)", "HER");

  await editorOf(hers).locator("p").nth(0).click();
  await his.keyboard.press("Control+Home");
  await expect(caretOfBen("p:nth-of-type(1)")).toBeVisible();
  await hers.keyboard.type("WORDS");
  await expectWords(his, "p:nth-of-type(1)", "WORDS");
});
