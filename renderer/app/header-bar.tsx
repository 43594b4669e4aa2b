import { Menu as MenuIcon, PanelLeftOpen } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { showSidebarSheet } from "#renderer/workspace/window/sidebar-sheet.ts";
import { useIsNarrow } from "#renderer/workspace/window/use-media.ts";

/** The bar over the content; offers the sidebar back when it is away. */
export function HeaderBar({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const isOpen = usePreferences(({ isSidebarOpen }) => isSidebarOpen);
  return (
    <header className="flex h-[var(--bar)] shrink-0 items-center gap-2 px-4 text-ink-2 text-sm phone:px-2">
      {isNarrow ? (
        <IconButton label={t("sidebar.menu")} onClick={() => showSidebarSheet(true)}>
          <MenuIcon aria-hidden className="size-4" />
        </IconButton>
      ) : null}
      {isNarrow || isOpen ? null : (
        <IconButton
          label={t("sidebar.open")}
          shortcut={showShortcut(shortcuts.sidebar)}
          onClick={() => setPreferences({ isSidebarOpen: true })}
          className="-ml-1.5"
        >
          <PanelLeftOpen aria-hidden className="size-4" />
        </IconButton>
      )}
      {children}
    </header>
  );
}
