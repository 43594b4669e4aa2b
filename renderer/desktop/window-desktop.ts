import type { DesktopApi } from "#main/contracts/desktop-api.ts";

declare global {
  interface Window {
    /** What the desktop app offers; absent in a browser. */
    readonly desktop?: DesktopApi;
  }
}

/** The desktop app around this page, if there is one. */
export function findDesktop(): DesktopApi | undefined {
  return window.desktop;
}
