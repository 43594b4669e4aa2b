import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { clsx } from "clsx";
import { CloudOff } from "lucide-react";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { Notice } from "#renderer/components/notice.tsx";
import { isAway, isGone } from "#renderer/workspace/cache/query-client.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { findPageType } from "#renderer/workspace/page-types/catalogue.ts";
import {
  findCachedPage,
  type PageDetails,
  type PageSummary,
  pageQuery,
} from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { useSought } from "#renderer/workspace/scroll/sought.ts";
import { useKeptScroll } from "#renderer/workspace/scroll/use-kept-scroll.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { forgetPage, showInTab } from "#renderer/workspace/tabs/tabs.ts";
import { usePagePanel } from "#renderer/workspace/window/page-panel.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";
import { CoverSpace } from "./cover-space.tsx";
import { PageHeader } from "./page-header.tsx";
import { WaitingPage } from "./waiting-page.tsx";

/** Without it a page opens as it would for nothing in particular. */
const ShownWords = lazyPart(
  () => import("#renderer/workspace/scroll/shown-words.ts").then((module) => module.ShownWords),
  () => null,
);

const GonePage = lazyPart(() => import("./gone-page.tsx").then((module) => module.GonePage));
const UnknownPage = lazyPart(() => import("./unknown-page.tsx").then((module) => module.UnknownPage));
const ActivityPanel = lazyPart(() =>
  import("#renderer/features/activity/activity-panel.tsx").then((module) => module.ActivityPanel),
);
const PageCover = lazyPart(
  () => import("#renderer/features/cover/page-cover.tsx").then((module) => module.PageCover),
  CoverSpace,
);
const TrashedBanner = lazyPart(() => import("./trashed-banner.tsx").then((module) => module.TrashedBanner));

/** Without it a page is as good as one nothing links to. */
const Backlinks = lazyPart(
  () => import("#renderer/features/backlinks/backlinks.tsx").then((module) => module.Backlinks),
  () => null,
);

/** The page at the current address. What was read stays in view while the server is away. */
export function PageView() {
  const { pageId, driveId } = useParams({ from: "/shell/d/$driveId/p/$pageId" });
  const { data: page, error, refetch } = useQuery(pageQuery(pageId));
  const isMissing = isGone(error);
  const isOffline = useConnection(({ status }) => status === "offline");
  const cache = useQueryClient();
  const panel = usePagePanel((state) => state.panel);
  const known = page ?? findCachedPage(cache, pageId);
  const isKnown = known !== undefined;

  // The page was moved to another drive, or its address is of before that.
  const navigate = useNavigate();
  const ownDriveId = page?.driveId ?? driveId;
  useEffect(() => {
    if (ownDriveId === driveId) return;
    void navigate({ to: "/d/$driveId/p/$pageId", params: { driveId: ownDriveId, pageId }, replace: true });
  }, [navigate, ownDriveId, driveId, pageId]);

  useWindowTitle(known === undefined || isMissing ? undefined : shownTitle(known.title));
  useEffect(() => {
    if (isMissing) forgetPage(pageId);
    else if (isKnown) showInTab(pageId);
  }, [pageId, isMissing, isKnown]);

  if (isMissing) {
    return (
      <Suspense>
        <GonePage key={pageId} driveId={driveId} pageId={pageId} />
      </Suspense>
    );
  }
  if (page === undefined) {
    if (error === null || (isOffline && isAway(error))) {
      return (
        <div className={clsx("contents", widthOf(known))}>
          {known?.cover === undefined ? null : <CoverSpace />}
          <WaitingPage pageId={pageId} />
        </div>
      );
    }
    return <FailedPage error={error} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <PageHeader page={page} />
      {page.isTrashed ? (
        <Suspense>
          <TrashedBanner page={page} />
        </Suspense>
      ) : null}
      <div className="flex min-h-0 flex-1">
        <PageBody key={page.id} page={page} />
        {panel === "activity" ? (
          <Suspense>
            <ActivityPanel key={page.id} page={page} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}

/** What lets everything that keeps to the measure use the whole width. */
function widthOf(page: PageSummary | undefined): string | false {
  return page?.isFullWidth === true && "[--measure:100vw]";
}

/** The cover over a page; the page's data reserve its height. */
function CoverPlace({ page }: { readonly page: PageDetails }) {
  return page.cover === undefined ? null : (
    <Suspense fallback={<CoverSpace />}>
      <PageCover page={page} cover={page.cover} />
    </Suspense>
  );
}

function PageBody({ page }: { page: PageDetails }) {
  const room = findPageType(page.type);
  const scroller = useRef<HTMLDivElement>(null);
  useKeptScroll(page.id, scroller);
  const sought = useSought((state) => (state.sought?.pageId === page.id ? state.sought : null));
  return (
    <div
      ref={scroller}
      className={clsx("relative min-h-0 min-w-0 flex-1 overflow-auto outline-none", widthOf(page))}
      data-page-scroll
    >
      <CoverPlace page={page} />
      <Suspense fallback={<WaitingPage pageId={page.id} />}>
        {room === undefined ? <UnknownPage /> : <room.View page={page} />}
      </Suspense>
      {page.isTrashed ? null : (
        <Suspense>
          <Backlinks pageId={page.id} />
        </Suspense>
      )}
      {sought === null ? null : (
        <Suspense>
          <ShownWords sought={sought} scroller={scroller} />
        </Suspense>
      )}
    </div>
  );
}

function FailedPage({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice
      icon={CloudOff}
      title={t("page.failed")}
      role="alert"
      action={<Button onClick={onRetry}>{t("common.retry")}</Button>}
    >
      {sentenceOf(error)}
    </Notice>
  );
}
