import type { AppInfo, Theme, WorkspaceStatus } from "./calls.ts";

/** What the desktop app offers to every workspace it shows. */
export interface WindowApi {
  readAppInfo(): Promise<AppInfo>;
  /** Makes menus, dialogs and the window frame follow the theme of the page. */
  setTheme(theme: Theme): Promise<void>;
  /** Opens a web or mail address in the system's program for it; false when the address was refused. */
  openExternal(url: string): Promise<boolean>;
}

/** What the desktop app offers only to the workspace on this computer. */
export interface LocalApi {
  readStatus(): Promise<WorkspaceStatus>;
  /** Shows the folder with all data of this workspace in the system's file browser. */
  openDataFolder(): Promise<void>;
}

/** `window.desktop`: absent in a browser; `local` is absent in the window of another server. */
export interface DesktopApi {
  readonly window: WindowApi;
  readonly local?: LocalApi;
}
