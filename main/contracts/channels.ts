/** The channel of every call; kept apart from the schemas so that the preload stays free of them. */
export const channels = {
  readAppInfo: "window:read-app-info",
  setTheme: "window:set-theme",
  openExternal: "window:open-external",
  readStatus: "local:read-status",
  openDataFolder: "local:open-data-folder",
} as const;

/** Argument by which main tells a preload that its window shows the workspace on this computer. */
export const localWorkspaceArgument = "--pagespace-local-workspace";
