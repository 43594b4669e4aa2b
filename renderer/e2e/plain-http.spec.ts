import { chromium, expect, test } from "@playwright/test";
import { findBrowser } from "#renderer/e2e/find-browser.ts";
import { makeNetworkNamespace } from "#renderer/e2e/network-namespace.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";

const port = 3000;

test("everything works at an address of the network over plain HTTP, with a clean console", async () => {
  using network = makeNetworkNamespace();
  test.skip(
    network === undefined,
    "This user may not make a network namespace, so no address but loopback is at hand.",
  );
  if (!network) return;
  const stack = await startStack({ wrapper: network.wrapper, flags: ["--host", "0.0.0.0", "--port", String(port)] });
  const browser = await chromium.launch({
    executablePath: network.wrap(findBrowser()),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
  });
  try {
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
    const editor = page.locator(".ProseMirror[contenteditable=true]");
    await expect(editor).toContainText("This is your Home drive");
    await editor.press("Control+End");
    await page.keyboard.type("Written over plain HTTP");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await expect(editor).toContainText("Written over plain HTTP");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("plain HTTP");
    await expect(page.getByRole("dialog").getByText("Welcome").first()).toBeVisible();
    expect(noise).toEqual([]);
  } finally {
    await browser.close();
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
});
