import { clsx } from "clsx";
import { Check, CloudOff, Eye, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { type PageState, type PageStatus, usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { usePendingTitles } from "#renderer/workspace/pages/pending-titles.ts";

/** The truth about what was written: saved, on its way, or kept on this device. */
export function SaveState({ pageId }: { readonly pageId: string }) {
  const { t } = useTranslation();
  const content = usePageStatus(({ byPage }) => byPage[pageId]);
  const title = useTitleStatus(pageId);
  const status = worse(content, title);
  if (status === undefined || status.state === "locked") return null;
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

/** What is to be said of a title that the server does not have yet. */
function useTitleStatus(pageId: string): PageStatus | undefined {
  const pending = usePendingTitles(({ byPage }) => byPage[pageId]);
  const isOffline = useConnection(({ status }) => status === "offline");
  if (pending === undefined) return undefined;
  if (pending.trouble === "refused") return { state: "refused", sentence: pending.sentence };
  if (pending.trouble === undefined && !isOffline) return { state: "saving" };
  return { state: pending.isKept ? "offline" : "unkept" };
}

/** What is worse to lose or takes more to mend comes last. */
const byWeight: readonly PageState[] = [
  "saved",
  "read-only",
  "locked",
  "loading",
  "saving",
  "offline",
  "unkept",
  "refused",
  "outdated",
];

function worse(content: PageStatus | undefined, title: PageStatus | undefined): PageStatus | undefined {
  if (content === undefined || title === undefined) return content ?? title;
  return byWeight.indexOf(title.state) > byWeight.indexOf(content.state) ? title : content;
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
