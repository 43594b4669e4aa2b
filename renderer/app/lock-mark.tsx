import { useQueryClient } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { showToast } from "#renderer/components/toast.ts";
import { Tooltip } from "#renderer/components/tooltip.tsx";
import { setLocked } from "#renderer/workspace/pages/change-look.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import "#renderer/workspace/pages/locale-en.ts";

const look = "flex h-7 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-ink-3 text-xs";

/** Says that a page is locked; who may edit it unlocks it here. */
export function LockMark({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation("pageMenu");
  const cache = useQueryClient();
  if (page.isLocked !== true || page.isTrashed) return null;
  const words = (
    <>
      <Lock aria-hidden className="size-3.5" />
      {t("locked")}
    </>
  );
  if (!includesLevel(page.level, "edit")) return <span className={look}>{words}</span>;
  return (
    <Tooltip label={t("unlock")}>
      <button
        type="button"
        className={`${look} hover:bg-hover hover:text-ink active:bg-active coarse:h-9`}
        onClick={() =>
          void setLocked(cache, page).catch((error: unknown) =>
            showToast({ message: t("notMarked"), description: sentenceOf(error) }),
          )
        }
      >
        {words}
        <span className="sr-only"> – {t("unlock")}</span>
      </button>
    </Tooltip>
  );
}
