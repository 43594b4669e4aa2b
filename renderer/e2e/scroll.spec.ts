import type { Page } from "@playwright/test";
import { createDocument, editorOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

const markdown = Array.from({ length: 600 }, (_, index) => `Line ${index}. ${"And so on. ".repeat((index * 7) % 60)}`);

/** The line at the upper edge, and how far the page is past its beginning, in whole pixels. */
function placeOf(page: Page): Promise<{ readonly line: string | undefined; readonly past: number }> {
  return page.locator("[data-page-scroll]").evaluate((scroller) => {
    const edge = scroller.getBoundingClientRect().top;
    const lines = [...scroller.querySelectorAll(".document-content p")];
    const line = lines.find((one) => one.getBoundingClientRect().bottom > edge);
    const past = Math.round(edge - (line?.getBoundingClientRect().top ?? 0));
    return { line: line?.textContent.split(".")[0], past };
  });
}

test("a page is shown where it was left: after a reload, on the way back and in its tab", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const long = await createDocument(workspace.owner, drive.id, { title: "Log", markdown: markdown.join("\n\n") });
  await createDocument(workspace.owner, drive.id, { title: "Short", markdown: "Words." });
  const page = await openWindow(workspace.owner, long.address);
  await expect(editorOf(page)).toBeVisible();
  await editorOf(page).hover();
  await page.mouse.wheel(0, 14_000);
  await expect.poll(async () => (await placeOf(page)).line).not.toBe("Line 0");
  const left = await settledPlace(page);

  await page.reload();
  await expect(editorOf(page)).toBeVisible();
  await expect.poll(() => placeOf(page)).toEqual(left);

  const row = (name: string) => page.getByRole("treeitem", { name, exact: true });
  await row("Short").click();
  await expect(page.getByText("Words.")).toBeInViewport();
  await page.goBack();
  await expect(editorOf(page)).toContainText("Line 0");
  await expect.poll(() => placeOf(page)).toEqual(left);
});

/** Where the page stands once two looks agree. */
async function settledPlace(page: Page) {
  let last = await placeOf(page);
  await expect
    .poll(async () => {
      const before = last;
      last = await placeOf(page);
      return JSON.stringify(last) === JSON.stringify(before);
    })
    .toBe(true);
  return last;
}

test("a hit is opened at its words, which are marked for a moment", async ({ workspace, drive, openWindow }) => {
  const text = markdown.with(500, "Here stands the **quick** brown zirconium, and nowhere else.").join("\n\n");
  const { address } = await createDocument(workspace.owner, drive.id, { title: "Log", markdown: text });
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(page.getByRole("heading", { name: drive.name })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  const hit = page.getByRole("option", { name: /brown zirconium/ });
  await expect(async () => {
    await page.getByRole("combobox").fill("");
    await page.getByRole("combobox").fill("zirconium");
    await expect(hit).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await hit.click();
  await expect(page).toHaveURL(new RegExp(address));
  await expect(editorOf(page)).toBeVisible();
  await expect(page.getByText("brown zirconium")).toBeInViewport();
  expect(await markedWords(page)).toBe("zirconium");
  await expect.poll(() => markedWords(page)).toBeUndefined();
  await expect(page.getByText("brown zirconium")).toBeInViewport();
});

/** What is marked on the page beside its elements. */
function markedWords(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const [range] = CSS.highlights.get("found-here") ?? [];
    return range instanceof Range ? range.toString() : undefined;
  });
}
