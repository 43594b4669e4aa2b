import { expect } from "@playwright/test";
import { channels } from "#main/contracts/channels.ts";
import { openEditor, test } from "./desktop-test.ts";

const origin = "http://pagespace.localhost";

test("the window is a sandboxed page with a narrow bridge", async ({ start, dataDirectory }) => {
  const app = start();
  await openEditor(app);
  const page = await app.window();

  await test.step("windows, switches and channels are what was decided", async () => {
    const { windows, switches, isSandboxEnforced, channels: answered, menuLabels } = await app.describe();
    expect(isSandboxEnforced).toBe(true);
    expect(windows).toHaveLength(1);
    expect(windows[0]?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
    expect(windows[0]?.hasWindowOpenHandler).toBe(true);
    expect(windows[0]?.listeners).toEqual(
      expect.arrayContaining(["will-frame-navigate", "will-redirect", "will-attach-webview"]),
    );
    expect(Object.keys(switches).sort()).toEqual(["host-resolver-rules", "user-data-dir"]);
    expect([...answered].sort()).toEqual(Object.values(channels).sort());
    expect(menuLabels).toContain("editMenu");
  });

  await test.step("the page has the bridge and nothing of Node", async () => {
    const globals = await page.evaluate(() => ({
      nodeNames: ["require", "process", "module", "Buffer", "ipcRenderer", "electron"].filter(
        (name) => name in globalThis,
      ),
      isSecure: window.isSecureContext,
      bridge: Reflect.get(window, "desktop"),
    }));
    expect(globals.nodeNames).toEqual([]);
    expect(globals.isSecure).toBe(true);
    expect(await page.evaluate(() => Object.keys(Reflect.get(window, "desktop").local))).toEqual([
      "readStatus",
      "openDataFolder",
    ]);
    expect(await page.evaluate(() => Reflect.get(window, "desktop").local.readStatus())).toMatchObject({
      dataDirectory,
    });
    await page.evaluate(() => Reflect.get(window, "desktop").window.setTheme("dark"));
    expect((await app.describe()).themeSource).toBe("dark");
    await expect(page.evaluate(() => Reflect.get(window, "desktop").window.setTheme("pink"))).rejects.toThrow(
      "something else",
    );
  });

  await test.step("inline scripts do not run and the session cookie cannot be read", async () => {
    expect(await page.evaluate(() => document.cookie)).toBe("");
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.hasRunInline = true";
      document.body.append(script);
      return "hasRunInline" in globalThis;
    });
    expect(ran).toBe(false);
  });

  await test.step("the window never leaves its origin; web and mail addresses go to the system", async () => {
    const before = page.url();
    const wishes = ["https://example.org/there", "http://pagespace.localhost.example.org/", `${origin}:81/`];
    for (const wish of wishes) {
      const refused = page.waitForEvent("requestfailed", (request) => request.url() === wish);
      await page.evaluate((url) => location.assign(url), wish);
      await refused;
    }
    expect((await app.describe()).openedExternally).toEqual(["https://example.org/there"]);
    await page.evaluate(() => window.open("https://example.org/new"));
    await page.evaluate(() => window.open("http://127.0.0.1:1/"));
    await expect
      .poll(async () => (await app.describe()).openedExternally)
      .toEqual(["https://example.org/there", "https://example.org/new"]);
    const opened = await page.evaluate(async () => {
      const { openExternal } = Reflect.get(window, "desktop").window;
      return Promise.all(["mailto:ada@example.org", "file:///etc/passwd", "javascript:alert(1)"].map(openExternal));
    });
    expect(opened).toEqual([true, false, false]);
    expect(page.url()).toBe(before);
    expect(page.context().pages()).toHaveLength(1);
  });

  await test.step("permissions are refused unless the app's own page may have them", async () => {
    const ours = { requestingUrl: `${origin}/`, isMainFrame: true };
    const granted = { isRequestAllowed: true, isCheckAllowed: true };
    const refused = { isRequestAllowed: false, isCheckAllowed: false };
    expect(await app.askPermission({ ...ours, permission: "notifications" })).toMatchObject(granted);
    expect(await app.askPermission({ ...ours, permission: "media" })).toMatchObject(refused);
    expect(await app.askPermission({ ...ours, permission: "notifications", isMainFrame: false })).toMatchObject(
      refused,
    );
    const foreign = { permission: "notifications", requestingUrl: "https://example.org/", isMainFrame: true };
    expect(await app.askPermission(foreign)).toMatchObject(refused);
  });
});
