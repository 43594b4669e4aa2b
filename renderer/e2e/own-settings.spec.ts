import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { expect, test } from "./fixtures.ts";

async function openSettings(window: Page): Promise<void> {
  await expect(window.getByRole("tree", { name: "Pages" })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+,");
  await expect(window.getByRole("dialog", { name: "Settings" })).toBeVisible();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`accent and text size are chosen in the ${colorScheme} theme, before the first paint after a reload, and in other tabs`, async ({
    workspace,
    drive,
    openWindow,
  }) => {
    const width = colorScheme === "dark" ? 390 : 1280;
    const window = await openWindow(workspace.owner, `/d/${drive.id}`, { colorScheme, width });
    const beside = await window.context().newPage();
    await beside.goto(`${workspace.stack.origin}/d/${drive.id}`);
    await window.bringToFront();
    await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
    await window.keyboard.press("ControlOrMeta+,");
    const look = (page: Page) =>
      page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return [style.getPropertyValue("--accent"), style.getPropertyValue("--fs-md")];
      });
    const before = await look(window);
    await window.getByRole("radio", { name: "Green" }).press("Space");
    await window.getByRole("radio", { name: "Large" }).press("Space");
    const after = await look(window);
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect((await new AxeBuilder({ page: window }).analyze()).violations).toEqual([]);
    await expect.poll(() => look(beside)).toEqual(after);
    await window.reload({ waitUntil: "domcontentloaded" });
    await expect(window.locator("html")).toHaveAttribute("data-accent", "green");
    expect(await look(window)).toEqual(after);
  });
}

test("a picture is cropped by keyboard, shown to others at once, replaced and removed", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const pia = await workspace.invite(drive.id, "Pia");
  const watching = await openWindow(workspace.owner, `/d/${drive.id}/members`, { colorScheme: "dark" });
  const row = watching.getByRole("listitem").filter({ hasText: "Pia" });
  await expect(row).toBeVisible();
  await expect(row.locator("img")).toHaveCount(0);
  const window = await openWindow(pia, `/d/${drive.id}`);
  await openSettings(window);
  const chooser = window.getByLabel("Choose picture…").and(window.locator("input"));
  await chooser.setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("words") });
  await expect(window.getByText("This is no picture that can be read.")).toBeVisible();
  await chooser.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: makePng({ width: 400, height: 200 }) });
  const dialog = window.getByRole("dialog", { name: "Your picture" });
  await expect(dialog.getByRole("application")).toBeFocused();
  await window.keyboard.press("ArrowLeft");
  await window.keyboard.press("+");
  await expect(dialog.getByRole("slider", { name: "Zoom" })).toHaveValue("1.1");
  expect((await new AxeBuilder({ page: window }).analyze()).violations).toEqual([]);
  await dialog.getByRole("button", { name: "Use picture" }).press("Enter");
  await expect(dialog).toBeHidden();
  const shown = row.locator("img");
  await expect(shown).toHaveJSProperty("naturalWidth", 256);
  const first = await shown.getAttribute("src");
  await chooser.setInputFiles({
    name: "b.png",
    mimeType: "image/png",
    buffer: makePng({ width: 30, height: 30, grey: 40 }),
  });
  await dialog.getByRole("button", { name: "Use picture" }).press("Enter");
  await expect(shown).not.toHaveAttribute("src", first ?? "");
  await window.getByRole("button", { name: "Remove picture" }).press("Enter");
  await expect(shown).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the owner looks after the installation in the ${colorScheme} theme`, async ({
    workspace,
    drive,
    openWindow,
  }) => {
    const width = colorScheme === "dark" ? 390 : 1280;
    const window = await openWindow(workspace.owner, `/d/${drive.id}`, { colorScheme, width });
    await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
    await window.keyboard.press("ControlOrMeta+,");
    const settings = window.getByRole("dialog", { name: "Settings" });
    const parts = [
      ["Storage", /\d+ files?$/],
      ["Health", /^answers in/],
      ["Versions", /_/],
      ["Logs", /web is listening/],
    ] as const;
    for (const [name, words] of parts) {
      const button = settings.getByRole("button", { name, exact: true });
      await button.press("Enter");
      const part = settings.getByRole("region", { name, exact: true });
      await expect(part.getByText(words).first(), "what is opened is in view").toBeInViewport();
      await expect(button).toBeFocused();
      await expect(button).toBeInViewport();
      expect((await new AxeBuilder({ page: window }).analyze()).violations).toEqual([]);
      const isWide = await part.evaluate((element) => element.scrollWidth > element.clientWidth);
      expect(isWide).toBe(false);
    }
  });
}
