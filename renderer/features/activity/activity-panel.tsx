import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Sheet } from "#renderer/components/sheet.tsx";
import { closePagePanel } from "#renderer/workspace/window/page-panel.ts";
import { useIsNarrow } from "#renderer/workspace/window/use-media.ts";
import { ActivityList } from "./activity-list.tsx";
import "./locale-en.ts";

interface ActivityPanelProps {
  readonly page: { readonly id: string; readonly driveId: string };
}

/** What happened on the page that is shown, beside it; over it where there is no room. */
export function ActivityPanel({ page }: ActivityPanelProps) {
  const { t } = useTranslation(["activity"]);
  const isNarrow = useIsNarrow();
  const content = (
    <>
      <ActivityHead isFocused={!isNarrow} />
      <div className="min-h-0 flex-1 overflow-auto px-4 pb-8">
        <ActivityList driveId={page.driveId} pageId={page.id} />
      </div>
    </>
  );
  if (isNarrow) {
    return (
      <Sheet title={t("activity:title")} side="right" onClose={closePagePanel}>
        {content}
      </Sheet>
    );
  }
  return (
    <aside
      aria-label={t("activity:title")}
      className="flex w-[340px] shrink-0 flex-col print:hidden border-line border-l bg-side"
      onKeyDown={(event) => {
        if (event.key === "Escape") closePagePanel();
      }}
    >
      {content}
    </aside>
  );
}

function ActivityHead({ isFocused }: { readonly isFocused: boolean }) {
  const { t } = useTranslation(["activity"]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isFocused) heading.current?.focus();
  }, [isFocused]);
  return (
    <div className="flex h-[var(--bar)] shrink-0 items-center gap-2 pr-2 pl-4">
      <h2 ref={heading} tabIndex={-1} className="flex-1 font-semibold text-ink outline-none">
        {t("activity:title")}
      </h2>
      <IconButton label={t("activity:close")} onClick={closePagePanel}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
