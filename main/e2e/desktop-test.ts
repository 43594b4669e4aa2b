import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test as base, expect, type Locator } from "@playwright/test";
import { type DesktopApp, startDesktop } from "./desktop-app.ts";
import { databasePid, isRunning } from "./watch-processes.ts";

interface Fixtures {
  /** A fresh data directory. */
  readonly dataDirectory: string;
  /** Starts the app on the data directory; whatever still runs at the end of the test is ended. */
  readonly start: () => DesktopApp;
}

/** A test with a data directory of its own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  dataDirectory: async ({}, use) => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "pagespace-desktop-"));
    await use(directory);
    await rm(directory, { recursive: true, force: true });
  },
  start: async ({ dataDirectory }, use) => {
    const apps: DesktopApp[] = [];
    await use(() => {
      const app = startDesktop(dataDirectory);
      apps.push(app);
      return app;
    });
    for (const app of apps) {
      if (!isRunning(app.pid)) continue;
      app.signal("SIGTERM");
      await app.ended;
    }
    const services = apps.flatMap((app) => [...app.services.values()]);
    await expect.poll(() => services.filter(isRunning)).toEqual([]);
    const orphan = databasePid(dataDirectory);
    if (orphan !== undefined && isRunning(orphan)) process.kill(orphan, "SIGQUIT");
  },
});

/** The editor of the page the app shows, ready to type. */
export async function openEditor(app: DesktopApp): Promise<Locator> {
  const page = await app.window();
  const editor = page.locator(".ProseMirror[contenteditable=true]");
  await expect(editor).toContainText("This is your Home drive", { timeout: 60_000 });
  return editor;
}

/** Types at the end of the page and waits until that is kept. */
export async function typeAndKeep(app: DesktopApp, text: string): Promise<void> {
  const editor = await openEditor(app);
  await editor.press("Control+End");
  await editor.press("Enter");
  await editor.pressSequentially(text);
  await expect(editor).toContainText(text);
  const page = await app.window();
  await expect(page.locator("header").getByText("Saved", { exact: true })).toBeVisible();
}
