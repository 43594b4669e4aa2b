import { useQuery, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { DriveSign } from "#renderer/components/drive-sign.tsx";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { findCachedPage, pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useCurrentPlace } from "#renderer/workspace/tabs/current-place.ts";
import { forgetPage } from "#renderer/workspace/tabs/tabs.ts";
import { useCloseTab } from "#renderer/workspace/tabs/use-close-tab.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";

/** One tab; the middle button closes it. A page that is gone takes its tab along. */
export function PageTab({ pageId, isActive }: { readonly pageId: string; readonly isActive: boolean }) {
  const { t } = useTranslation();
  const openPage = useOpenPage();
  const closeTab = useCloseTab();
  const cache = useQueryClient();
  const { data, error } = useQuery(pageQuery(pageId));
  const page = data ?? findCachedPage(cache, pageId);
  const isMissing = isGone(error) && !isActive;
  useEffect(() => {
    if (isMissing) forgetPage(pageId);
  }, [isMissing, pageId]);

  const title = shownTitle(page?.title);
  const { driveId } = useCurrentPlace();
  const drive = useQuery(drivesQuery()).data?.find(({ id }) => id === page?.driveId);
  const isForeign = drive !== undefined && driveId !== undefined && drive.id !== driveId;
  return (
    <li
      className={clsx(
        "group relative flex h-7.5 min-w-9 max-w-48 shrink items-center rounded-t-md text-sm",
        isActive
          ? "-mb-px border border-line border-b-ground bg-ground text-ink"
          : "border border-transparent text-ink-3 hover:bg-hover hover:text-ink",
      )}
      onAuxClick={(event) => {
        if (event.button !== 1) return;
        event.preventDefault();
        closeTab(pageId);
      }}
    >
      <button
        type="button"
        aria-current={isActive ? "page" : undefined}
        title={drive === undefined ? title : `${drive.name} / ${title}`}
        className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-t-md px-2.5 -outline-offset-2"
        onClick={() => page !== undefined && openPage(page)}
      >
        {isForeign ? <DriveSign drive={drive} isSmall /> : null}
        {isForeign ? <span className="sr-only">{drive?.name}</span> : null}
        {page === undefined ? null : <PageIcon type={page.type} icon={page.icon} className="!size-3.5" />}
        <span dir="auto" className="truncate">
          {page === undefined && error === null ? "" : title}
        </span>
      </button>
      <button
        type="button"
        aria-label={t("tabs.close", { title })}
        title={isActive ? `${t("common.close")} (${showShortcut(shortcuts.closeTab)})` : t("common.close")}
        className={clsx(
          "grid size-4.5 shrink-0 place-items-center rounded-[4px] text-ink-3 hover:bg-active hover:text-ink",
          // Lies over the end of the title, which has the room to itself until the pointer comes.
          isActive
            ? "mr-1.5"
            : "absolute right-1.5 bg-side opacity-0 focus-visible:opacity-100 group-hover:opacity-100 coarse:static coarse:mr-1.5 coarse:opacity-100",
        )}
        onClick={() => closeTab(pageId)}
      >
        <X aria-hidden className="size-3" />
      </button>
    </li>
  );
}
