import { clsx } from "clsx";
import { Check, CloudOff, Eye, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type PageState, usePageStatus } from "#renderer/workspace/pages/page-status.ts";

/** The truth about what was written: saved, on its way, or kept on this device. */
export function SaveState({ pageId }: { readonly pageId: string }) {
  const { t } = useTranslation();
  const status = usePageStatus(({ byPage }) => byPage[pageId]);
  if (status === undefined) return null;
  const Sign = signs[status.state];
  const words = t(`state.${status.state}`);
  return (
    <span
      role="status"
      data-state={status.state}
      title={status.sentence}
      className={clsx(
        "flex shrink-0 items-center gap-1 whitespace-nowrap text-xs",
        isTroubled(status.state) ? "text-ink" : "text-ink-3",
        status.state === "loading" && "appear-late",
      )}
    >
      <Sign aria-hidden className={clsx("size-3.5", isTroubled(status.state) && "text-warn")} />
      <span className={clsx(!isTroubled(status.state) && "phone:sr-only")}>{words}</span>
    </span>
  );
}

function isTroubled(state: PageState): boolean {
  return state === "offline" || state === "unkept" || state === "refused" || state === "outdated";
}

const signs = {
  loading: LoaderCircle,
  saving: LoaderCircle,
  saved: Check,
  offline: CloudOff,
  unkept: CloudOff,
  "read-only": Eye,
  refused: TriangleAlert,
  outdated: TriangleAlert,
} as const;
