import { useQuery } from "@tanstack/react-query";
import { CloudOff, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import { type PageSummary, trashQuery } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { formatAgo } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { leaveTabs } from "#renderer/workspace/tabs/tabs.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";
import { limits } from "#services/contracts/limits.ts";
import { TrashedDrives } from "./trashed-drives.tsx";
import "./locale-en.ts";

/** A drive's trash: what was put away, and the way back. */
export function TrashPage({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["app", "trash"]);
  const { data: pages, error, refetch } = useQuery(trashQuery(driveId));
  const [doomed, setDoomed] = useState<PageSummary | null>(null);
  useEffect(leaveTabs, []);
  useWindowTitle(t("trash.title"));
  return (
    <div className="min-h-0 flex-1 overflow-auto outline-none" data-page-scroll>
      <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-7 pb-24 phone:px-4">
        <h1 className="font-[680] text-title leading-tight tracking-[-0.021em] phone:text-title-narrow">
          {t("trash.title")}
        </h1>
        <p className="mt-1 mb-4 text-ink-2">
          {t("trash:lead", { days: limits.trashDays })}
          {pages === undefined || pages.length === 0 ? null : ` ${t("trash:count", { count: countPages(pages) })}`}
        </p>
        {pages === undefined && error === null ? <Skeleton className="mt-6 h-4 w-2/5" /> : null}
        {pages === undefined && error !== null ? (
          <Notice
            icon={CloudOff}
            title={t("trash:failed")}
            role="alert"
            action={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}
          >
            {sentenceOf(error)}
          </Notice>
        ) : null}
        {pages?.length === 0 ? <Notice icon={Trash2} title={t("trash:empty")} /> : null}
        {pages === undefined || pages.length === 0 ? null : (
          <ul className="border-line border-t">
            {pages.map((page) => (
              <TrashLine key={page.id} page={page} onDelete={() => setDoomed(page)} />
            ))}
          </ul>
        )}
        <TrashedDrives />
      </div>
      {doomed === null ? null : <DeleteDialog page={doomed} onClose={() => setDoomed(null)} />}
    </div>
  );
}

/** Those that went to the trash with another included. */
function countPages(pages: readonly PageSummary[]): number {
  return pages.reduce((sum, { inTrash }) => sum + 1 + (inTrash?.pagesBelow ?? 0), 0);
}

function TrashLine({ page, onDelete }: { page: PageSummary; onDelete: () => void }) {
  const { t } = useTranslation(["app", "trash"]);
  const actions = usePageActions();
  const isAllowed = useAllowed();
  const openPage = useOpenPage();
  const place = { driveId: page.driveId, pageId: page.id };
  const below = page.inTrash?.pagesBelow ?? 0;
  return (
    <li className="flex min-h-11 items-center gap-2.5 border-line border-b px-2 py-1">
      <PageIcon type={page.type} icon={page.icon} className="text-ink-2" />
      <a
        href={`/d/${page.driveId}/p/${page.id}`}
        className="group flex min-w-0 flex-1 flex-col py-0.5"
        onClick={(event) => {
          event.preventDefault();
          openPage(page, { isBehind: asksForTab(event) });
        }}
      >
        <span dir="auto" className="truncate text-left group-hover:underline">
          {shownTitle(page.title)}
        </span>
        <span className="truncate text-ink-3 text-sm phone:whitespace-normal">
          {t("trash:since", { ago: formatAgo(page.inTrash?.since ?? page.updatedAt) })}
          {below === 0 ? null : ` · ${t("trash:below", { count: below })}`}
        </span>
      </a>
      {isAllowed(place, "edit") ? (
        <Button tone="quiet" onClick={() => void actions.restore(page)}>
          <RotateCcw aria-hidden className="size-3.5" />
          {t("trash.restore")}
        </Button>
      ) : null}
      {isAllowed(place, "manage") ? (
        <Button tone="quiet" className="text-bad!" onClick={onDelete}>
          {t("trash:delete")}
        </Button>
      ) : null}
    </li>
  );
}

function DeleteDialog({ page, onClose }: { page: PageSummary; onClose: () => void }) {
  const { t } = useTranslation(["app", "trash"]);
  const actions = usePageActions();
  return (
    <Dialog
      title={t("trash:deleteTitle", { title: shownTitle(page.title) })}
      description={t("trash:deleteHint")}
      closeLabel={t("common.close")}
      onClose={onClose}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button
          tone="danger"
          onClick={() => {
            onClose();
            void actions.delete(page);
          }}
        >
          {t("trash:delete")}
        </Button>
      </div>
    </Dialog>
  );
}
