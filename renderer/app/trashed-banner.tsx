import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";

/** Says that the open page lies in the trash, and offers the way back. */
export function TrashedBanner({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  const actions = usePageActions();
  return (
    <div role="status" className="flex items-center gap-2 border-line border-y bg-warn-soft px-4 py-1.5 text-sm">
      <Trash2 aria-hidden className="size-4" />
      <span className="flex-1">{t("page.trashed")}</span>
      {includesLevel(page.level, "edit") ? (
        <Button tone="quiet" onClick={() => void actions.restore(page)}>
          {t("trash.restore")}
        </Button>
      ) : null}
    </div>
  );
}
