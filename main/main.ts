import path from "node:path";
import { app, ipcMain, Menu, nativeTheme, powerMonitor, session, shell, utilityProcess } from "electron";
import { answerCalls } from "#main/ipc/answer-calls.ts";
import { appMenu } from "#main/menus/app-menu.ts";
import { externalUrl } from "#main/security/external-url.ts";
import { guardPermissions } from "#main/security/guard-window.ts";
import type { StatusAction } from "#main/security/navigation.ts";
import { createMainWindow } from "#main/windows/main-window.ts";
import { statusPage } from "#main/windows/status-page.ts";
import { localPartition } from "#main/windows/window-options.ts";
import { choosePort, loopback } from "#main/workspace/choose-port.ts";
import { desktopEnvironment } from "#main/workspace/desktop-environment.ts";
import { createLocalWorkspace } from "#main/workspace/local-workspace.ts";
import { signInWindow } from "#main/workspace/sign-in-window.ts";
import { createUtilityProcessLauncher } from "#main/workspace/utility-process-launcher.ts";
import { resolverRule, resolverSwitch, workspaceOrigin } from "#main/workspace/workspace-origin.ts";
import { processEnvironment } from "#services/platform/config.ts";
import { entryPath } from "#services/platform/entry-path.ts";
import { createLogger } from "#services/platform/logger.ts";
import { defaultDataDirectory } from "#services/supervisor/default-data-directory.ts";
import { isPortFree } from "#services/supervisor/ports.ts";
import { supervise } from "#services/supervisor/supervisor.ts";
import { joinShutdown } from "./app-lifecycle.ts";

/** Set by the bundler from package.json. */
declare const PAGESPACE_VERSION: string;

const logger = createLogger({ name: "main", level: "info" });
const given = app.commandLine.getSwitchValue("user-data-dir");
const dataDirectory = given === "" ? defaultDataDirectory(processEnvironment()) : path.resolve(given);
app.setPath("userData", dataDirectory);
app.setPath("sessionData", path.join(dataDirectory, "browser"));

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  // Electron waits for this module before it starts Chromium, which reads its switches then.
  const port = await choosePort(dataDirectory);
  app.commandLine.appendSwitch(resolverSwitch, resolverRule(port));
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  void app.whenReady().then(() => openDesktop(port));
} else {
  app.quit();
}

function openDesktop(mappedPort: number): void {
  const partition = session.fromPartition(localPartition);
  let origin = "null";

  function openExternal(url: string): void {
    shell.openExternal(url).catch((error: unknown) => logger.warn({ err: error }, "no program opens this address"));
  }
  function openPath(folder: string): void {
    shell.openPath(folder).catch((error: unknown) => logger.warn({ err: error }, "no program opens this folder"));
  }
  function act(action: StatusAction): void {
    if (action === "retry") workspace.start();
    if (action === "open-logs") openPath(path.join(dataDirectory, "logs"));
    if (action === "quit") app.quit();
  }

  const workspace = createLocalWorkspace({
    start: async (signal, onProgress) =>
      supervise({
        dataDirectory,
        program: "the PageSpace app",
        launcher: createUtilityProcessLauncher(utilityProcess.fork),
        entryPath,
        environment: desktopEnvironment(processEnvironment()),
        host: loopback,
        port: (await isPortFree(mappedPort, loopback)) ? mappedPort : 0,
        signal,
        onProgress,
      }),
    onStatus: (status) => {
      origin = "null";
      void window.load(statusPage(status));
    },
    onReady: async ({ url, sessionToken }) => {
      origin = workspaceOrigin({ mapped: mappedPort, url });
      await signInWindow(partition.cookies, { origin, token: sessionToken });
      await window.load(`${origin}/`);
    },
  });
  const lifecycle = joinShutdown({ app, stop: () => workspace.stop(), logger });
  const window = createMainWindow({
    preload: path.join(import.meta.dirname, "preload.cjs"),
    guard: { origin: () => origin, openExternal, onAction: act },
    onOpen: (opened) => lifecycle.joinWindow(opened),
    onLoadFailure: (error) => logger.warn({ err: error }, "the window could not load its page"),
  });

  lifecycle.joinSystemShutdown(powerMonitor);
  lifecycle.joinSignals(process);
  guardPermissions(partition, () => origin);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu({ platform: process.platform, isPackaged: app.isPackaged })));
  answerCalls(
    { ipcMain, guard: { originOf: () => origin, isKnownWindow: (contents) => window.owns(contents) } },
    {
      readAppInfo: () => ({ name: "PageSpace", version: PAGESPACE_VERSION, platform: process.platform }),
      setTheme: (theme) => {
        nativeTheme.themeSource = theme;
      },
      openExternal: async (given) => {
        const url = externalUrl(given);
        if (url !== undefined) await shell.openExternal(url);
        return url !== undefined;
      },
      readStatus: () => ({ dataDirectory, address: workspace.url() ?? "" }),
      openDataFolder: () => openPath(dataDirectory),
    },
  );
  app.on("second-instance", () => window.open());
  app.on("activate", () => window.open());
  window.open();
  workspace.start();
}
