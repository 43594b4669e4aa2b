import type { MenuItemConstructorOptions } from "electron";

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  /** In a checkout the developer tools are offered. */
  readonly isPackaged: boolean;
}

/** The standard menu: quit, edit, view with zoom, window. */
export function appMenu({ platform, isPackaged }: MenuFacts): MenuItemConstructorOptions[] {
  const first: MenuItemConstructorOptions =
    platform === "darwin" ? { role: "appMenu" } : { label: "&File", submenu: [{ role: "quit" }] };
  const developer: MenuItemConstructorOptions[] = isPackaged ? [] : [{ type: "separator" }, { role: "toggleDevTools" }];
  return [
    first,
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [
        { role: "reload" },
        { type: "separator" },
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        ...developer,
      ],
    },
    { role: "windowMenu" },
  ];
}
