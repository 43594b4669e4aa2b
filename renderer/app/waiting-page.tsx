import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { findCachedPage } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { PageSkeleton } from "./page-skeleton.tsx";

/** Stands for a page that is being read: under its title where a list knows it, and with the reason when it takes long. */
export function WaitingPage({ pageId }: { readonly pageId: string }) {
  const page = findCachedPage(useQueryClient(), pageId);
  return <Waiting title={page === undefined ? undefined : shownTitle(page.title)} />;
}

/** Stands for a view whose code is on its way. */
export function WaitingView() {
  return <Waiting title={undefined} />;
}

function Waiting({ title }: { readonly title: string | undefined }) {
  const { t } = useTranslation();
  const isOffline = useConnection(({ status }) => status === "offline");
  if (!isOffline) return <PageSkeleton />;
  return (
    <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-9">
      {title === undefined ? null : <h1 className="mb-3 font-semibold text-3xl text-ink">{title}</h1>}
      <p role="status" className="text-ink-2">
        {t("page.notHereYet")}
      </p>
    </div>
  );
}
