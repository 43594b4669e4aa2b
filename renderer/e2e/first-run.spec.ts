import { test as base, expect } from "@playwright/test";
import { removeDataDirectory, type Stack, startStack } from "#services/tests/stack/start-stack.ts";
import { listenForErrors } from "./fixtures.ts";

/** A first start on a busy machine; it does not count against the test. */
const startMs = 120_000;

const test = base.extend<{ readonly fresh: Stack }>({
  fresh: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
    async ({}, use) => {
      const stack = await startStack();
      try {
        await use(stack);
      } finally {
        await stack.stop();
        removeDataDirectory(stack.dataDirectory);
      }
    },
    { timeout: startMs },
  ],
});

test("the setup link leads to the Welcome page, and its code leaves the address first", async ({ page, fresh }) => {
  const noise: string[] = [];
  listenForErrors(page, noise);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/")) asked.push(new URL(page.url()).search);
  });
  await page.goto(`${fresh.origin}/setup?code=${fresh.setupCode}`);
  await expect(page).toHaveURL(`${fresh.origin}/setup`);
  await expect(page.getByLabel("Your name")).toBeFocused();
  await page.reload();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByLabel("Setup code")).toHaveCount(0);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page.getByRole("treeitem", { name: "Welcome" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("This is your Home drive")).toBeVisible();
  await expect(page.locator("header [data-state=saved]")).toBeVisible();
  expect(asked.filter((search) => search !== "")).toEqual([]);
  await page.goto(`${fresh.origin}/setup?code=${fresh.setupCode}`);
  await expect(page.getByRole("treeitem", { name: "Welcome" })).toHaveAttribute("aria-current", "page");
  expect(noise).toEqual([]);
});

test("a wrong setup code says so in place and keeps what was typed", async ({ page, fresh }) => {
  await page.goto(`${fresh.origin}/setup?code=ps_setup_wrong`);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page.getByRole("alert")).toContainText(/code/i);
  await expect(page.getByLabel("Your name")).toHaveValue("Ada");
  await page.getByLabel("Setup code").fill(fresh.setupCode ?? "");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page.getByRole("treeitem", { name: "Welcome" })).toBeVisible();
});

test("without an owner every address leads to the setup", async ({ page, fresh }) => {
  const noise: string[] = [];
  listenForErrors(page, noise);
  for (const address of ["/", "/d/somewhere", "/sign-in"]) {
    await page.goto(fresh.origin + address);
    await expect(page).toHaveURL(`${fresh.origin}/setup`);
    await expect(page.getByLabel("Setup code")).toBeFocused();
  }
  expect(noise).toEqual([]);
});
