import { expect, test } from "vitest";
import { appMenu } from "#main/menus/app-menu.ts";
import { statusPage } from "./status-page.ts";
import { windowOptions } from "./window-options.ts";

function readPage(address: string): string {
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
}

test("a window is a sandboxed page with nothing of Node in it", () => {
  expect(windowOptions("/preload.cjs").webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
});

test("the status page shows its sentence as text and holds no script", () => {
  const page = readPage(statusPage({ kind: "failed", sentence: '<img src=x onerror="alert(1)"> & more' }));
  expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more");
  expect(page).not.toMatch(/<script|<img|javascript:/);
  expect(page).toContain("default-src 'none'");
});

test("a failed start offers another try, the logs and the way out", () => {
  const page = readPage(statusPage({ kind: "failed", sentence: "The disk is full." }));
  for (const action of ["retry", "open-logs", "quit"]) expect(page).toContain(`/${action}"`);
  expect(readPage(statusPage({ kind: "starting", sentence: "Starting…" }))).not.toContain("<a ");
});

test("developer tools are in the menu of a checkout only", () => {
  const roles = (isPackaged: boolean) => JSON.stringify(appMenu({ platform: "linux", isPackaged }));
  expect(roles(false)).toContain("toggleDevTools");
  expect(roles(true)).not.toContain("toggleDevTools");
});
