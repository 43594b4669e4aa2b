import type { BrowserWindowConstructorOptions } from "electron";
import { localWorkspaceArgument } from "#main/contracts/channels.ts";

/** The profile of windows that show the workspace on this computer; other servers get their own. */
export const localPartition = "persist:local";

/** A window for a workspace: a plain browser page, sandboxed and isolated, with nothing of Node in it. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: "PageSpace",
    width: 1280,
    height: 860,
    minWidth: 390,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      partition: localPartition,
      additionalArguments: [localWorkspaceArgument],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: true,
    },
  };
}
