import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { findBrowser } from "#renderer/e2e/find-browser.ts";
import { makeNetworkNamespace, type NetworkNamespace } from "#renderer/e2e/network-namespace.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";

const port = 3000;
/** A PageSpace and a browser of this test's own have to start first. */
const budgetMs = 120_000;

test("everything works at an address of the network over plain HTTP, with a clean console", async () => {
  test.setTimeout(budgetMs);
  using network = makeNetworkNamespace(skip);
  const stack = await startStack({ wrapper: network.wrapper, flags: ["--host", "0.0.0.0", "--port", String(port)] });
  try {
    await using browser = await openBrowser(network);
    const page = await browser.newPage();
    const noise: string[] = [];
    page.on("console", (message) => void noise.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => void noise.push(`error: ${error.message}`));
    const origin = `http://${network.address}:${port}`;
    await page.goto(`${origin}/setup?code=${stack.setupCode}`);
    expect(await page.evaluate("window.isSecureContext")).toBe(false);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.keyboard.press("Enter");
    await writeAndReload(page);
    await findWhatWasWritten(page);
    await copyLink(page);
    await copyMarkdown(page);
    await uploadFile(page);
    expect(noise).toEqual([]);
  } finally {
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
});

function skip(reason: string): never {
  test.skip(true, reason);
  throw new Error(reason);
}

function openBrowser(network: NetworkNamespace): Promise<Browser> {
  return chromium.launch({
    executablePath: network.wrap(findBrowser()),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
  });
}

async function writeAndReload(page: Page): Promise<void> {
  const editor = page.locator(".ProseMirror[contenteditable=true]");
  await expect(editor).toContainText("This is your Home drive");
  await editor.press("Control+End");
  await page.keyboard.type("Written over plain HTTP");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(editor).toContainText("Written over plain HTTP");
}

async function findWhatWasWritten(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  // What was just written comes into the index a moment later, and one search does not ask again by itself.
  await expect(async () => {
    await palette.getByRole("combobox").fill("");
    await palette.getByRole("combobox").fill("plain HTTP");
    await expect(palette.getByRole("option", { name: /Welcome/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
}

async function copyMarkdown(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Page menu" }).click();
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect(page.getByText("Copied as Markdown")).toBeVisible();
  // Among the commands nothing is asked for: a page is longer than a search may be.
  await page.keyboard.press("Control+p");
  await expect(page.getByRole("combobox")).toHaveValue(">");
  await page.getByRole("combobox").press("Control+v");
  await expect(page.getByRole("combobox")).toHaveValue(/^># Welcome.*Written over plain HTTP/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Without the clipboard API of secure pages. */
async function copyLink(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Page menu" }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").press("Control+v");
  await expect(page.getByRole("combobox")).toHaveValue(page.url());
  await page.keyboard.press("Escape");
}

async function uploadFile(page: Page): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "New page", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Upload files" }).click();
  const file = { name: "over-http.txt", mimeType: "text/plain", buffer: Buffer.from("Uploaded over plain HTTP") };
  await (await chooser).setFiles(file);
  await page.getByRole("treeitem", { name: "over-http.txt" }).click();
  await expect(page.getByRole("heading", { name: "over-http.txt" })).toBeVisible();
  await expect(page.getByText("24 bytes").first()).toBeVisible();
}
