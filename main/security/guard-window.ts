import type Electron from "electron";
import { externalUrl } from "./external-url.ts";
import { decideNavigation, type StatusAction } from "./navigation.ts";
import { isPermissionAllowed } from "./permissions.ts";

export interface WindowGuard {
  /** The one origin the window may show, as it is now. */
  readonly origin: () => string;
  readonly openExternal: (url: string) => void;
  readonly onAction: (action: StatusAction) => void;
}

/** Keeps a window on its origin: other addresses go to the system or nowhere, new windows and web views are refused. */
export function guardNavigation(contents: Electron.WebContents, guard: WindowGuard): void {
  const openOutside = (address: string) => {
    const url = externalUrl(address);
    if (url !== undefined) guard.openExternal(url);
  };
  contents.on("will-frame-navigate", (event) => {
    const decision = decideNavigation({ from: contents.getURL(), to: event.url, origin: guard.origin() });
    if (decision.kind === "allow") return;
    event.preventDefault();
    if (!event.isMainFrame) return;
    if (decision.kind === "act") guard.onAction(decision.action);
    else openOutside(event.url);
  });
  contents.on("will-redirect", (event) => {
    const { kind } = decideNavigation({ from: contents.getURL(), to: event.url, origin: guard.origin() });
    if (kind !== "allow") event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: "deny" };
  });
}

type GuardedSession = Pick<
  Electron.Session,
  "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
>;

/** Refuses every permission that `isPermissionAllowed` does not name, asked for or looked up, and every device. */
export function guardPermissions(session: GuardedSession, origin: () => string): void {
  session.setPermissionRequestHandler((...[, permission, callback, details]) => {
    const { requestingUrl: requestedBy, isMainFrame } = details;
    callback(isPermissionAllowed({ permission, requestedBy, isMainFrame, origin: origin() }));
  });
  session.setPermissionCheckHandler((...[, permission, requestedBy, { isMainFrame }]) =>
    isPermissionAllowed({ permission, requestedBy, isMainFrame, origin: origin() }),
  );
  session.setDevicePermissionHandler(() => false);
}
