const allowedPermissions: ReadonlySet<string> = new Set(["clipboard-sanitized-write", "fullscreen", "notifications"]);

export interface PermissionQuestion {
  readonly permission: string;
  /** Address or origin of the frame that asks. */
  readonly requestedBy: string | undefined;
  readonly isMainFrame: boolean;
  /** The one origin this window may show. */
  readonly origin: string;
}

/** Whether a page gets a browser permission: a short list, for the window's own origin and main frame; everything else is refused. */
export function isPermissionAllowed({ permission, requestedBy, isMainFrame, origin }: PermissionQuestion): boolean {
  if (!allowedPermissions.has(permission) || !isMainFrame) return false;
  if (requestedBy === undefined || !URL.canParse(requestedBy)) return false;
  return new URL(requestedBy).origin === origin && origin !== "null";
}
