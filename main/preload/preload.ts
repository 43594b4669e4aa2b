import { contextBridge, ipcRenderer } from "electron";
import { channels, localWorkspaceArgument } from "#main/contracts/channels.ts";
import type { DesktopApi, LocalApi, WindowApi } from "#main/contracts/desktop-api.ts";

const windowApi: WindowApi = {
  readAppInfo: () => ipcRenderer.invoke(channels.readAppInfo),
  setTheme: (theme) => ipcRenderer.invoke(channels.setTheme, theme),
  openExternal: (url) => ipcRenderer.invoke(channels.openExternal, url),
};

const localApi: LocalApi = {
  readStatus: () => ipcRenderer.invoke(channels.readStatus),
  openDataFolder: () => ipcRenderer.invoke(channels.openDataFolder),
};

const isLocal = process.argv.includes(localWorkspaceArgument);
const desktop: DesktopApi = isLocal ? { window: windowApi, local: localApi } : { window: windowApi };

contextBridge.exposeInMainWorld("desktop", desktop);
