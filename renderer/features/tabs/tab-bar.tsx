import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useTabs } from "#renderer/workspace/tabs/tabs.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { PageTab } from "./page-tab.tsx";

/** The open pages, each one click away. */
export function TabBar() {
  const { t } = useTranslation();
  const { pageIds, activeId } = useTabs();
  return (
    <nav aria-label={t("tabs.label")} className="flex h-9 shrink-0 items-end gap-0.5 border-line border-b bg-side px-2">
      <ul className="flex min-w-0 items-end gap-0.5">
        {pageIds.map((pageId) => (
          <PageTab key={pageId} pageId={pageId} isActive={pageId === activeId} />
        ))}
      </ul>
      <IconButton
        size="small"
        label={t("tabs.new")}
        shortcut={showShortcut(shortcuts.palette)}
        className="mb-1 ml-0.5 self-end"
        onClick={() => openDialog({ kind: "palette", startsWith: "pages" })}
      >
        <Plus aria-hidden className="size-3.5" />
      </IconButton>
    </nav>
  );
}
