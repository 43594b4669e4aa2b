import { EventEmitter } from "node:events";
import type Electron from "electron";
import { app } from "./fake-app.ts";
import { FakeBrowserWindow, openWindows } from "./fake-browser-window.ts";
import { ipcMain } from "./fake-ipc-main.ts";
import { closeSessions, session } from "./fake-session.ts";
import { endUtilityProcesses, utilityProcess } from "./fake-utility-process.ts";

export { app, FakeBrowserWindow as BrowserWindow, ipcMain, session, utilityProcess };

app.ending = {
  async closeWindows() {
    for (const window of openWindows()) window.close();
    return openWindows().length === 0;
  },
  async free() {
    for (const window of openWindows()) window.destroy();
    await closeSessions();
    await endUtilityProcesses();
  },
};

export const openedExternally: string[] = [];
export const openedPaths: string[] = [];

/** Stands in for Electron's `shell`; it remembers instead of opening. */
export const shell = {
  async openExternal(url: string): Promise<void> {
    openedExternally.push(url);
  },
  async openPath(path: string): Promise<string> {
    openedPaths.push(path);
    return "";
  },
} satisfies Pick<Electron.Shell, "openExternal" | "openPath">;

type Item = Electron.MenuItemConstructorOptions;

/** Stands in for Electron's `Menu`. */
export class Menu {
  static current: Menu | null = null;
  readonly template: readonly Item[];

  constructor(template: readonly Item[]) {
    this.template = template;
  }

  static buildFromTemplate(template: Item[]): Menu {
    for (const item of template) {
      if (item.label === undefined && item.role === undefined && item.type !== "separator") {
        throw new TypeError("Invalid template for MenuItem: must have at least one of label, role or type");
      }
    }
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    if (!app.isReady()) throw new Error("The menu can only be set when the app is ready.");
    Menu.current = menu;
  }
}

/** Stands in for Electron's `nativeTheme`. */
export const nativeTheme: Pick<Electron.NativeTheme, "themeSource"> = { themeSource: "system" };

/** Stands in for Electron's `powerMonitor`. */
export const powerMonitor = new EventEmitter();
