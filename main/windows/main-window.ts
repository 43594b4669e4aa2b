import { BrowserWindow } from "electron";
import { guardNavigation, type WindowGuard } from "#main/security/guard-window.ts";
import { windowOptions } from "./window-options.ts";

export interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly guard: WindowGuard;
  readonly onOpen: (window: BrowserWindow) => void;
  readonly onLoadFailure: (error: unknown) => void;
}

/** The one window of the local workspace; it may be closed and opened again. */
export interface MainWindow {
  /** Shows an address, now and in a window opened later. */
  load(url: string): Promise<void>;
  /** Opens the window if there is none, else brings it to the front. */
  open(): void;
  owns(contents: object): boolean;
}

/** A window that is opened by `open`. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | undefined;
  let shown: string | undefined;
  let loads = 0;

  function create(): BrowserWindow {
    const created = new BrowserWindow(windowOptions(options.preload));
    guardNavigation(created.webContents, options.guard);
    created.once("ready-to-show", () => created.show());
    created.on("closed", () => {
      window = undefined;
    });
    options.onOpen(created);
    return created;
  }
  async function load(url: string): Promise<void> {
    const load = ++loads;
    shown = url;
    try {
      await window?.loadURL(url);
    } catch (error) {
      // A load that a newer one replaced, or whose window is gone, is no failure.
      if (load === loads && window !== undefined) options.onLoadFailure(error);
    }
  }
  return {
    load,
    open: () => {
      if (window !== undefined) {
        if (window.isMinimized()) window.restore();
        window.focus();
        return;
      }
      window = create();
      if (shown !== undefined) void load(shown);
    },
    owns: (contents) => window?.webContents === contents,
  };
}
