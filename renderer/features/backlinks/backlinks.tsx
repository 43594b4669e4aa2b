import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { PathFromEnd } from "#renderer/components/path-from-end.tsx";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import type { Backlink } from "#services/contracts/shapes.ts";
import "./locale-en.ts";

const linksAtOnce = 20;
const fromStart: { readonly cursor?: string } = {};

/** The pages that link to a page, below it; nothing where there are none. */
export function Backlinks({ pageId }: { readonly pageId: string }) {
  const { t } = useTranslation(["backlinks", "app"]);
  const headingId = useId();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: queryKeys.backlinks(pageId),
    queryFn: ({ pageParam, signal }) =>
      api.call("pages.listBacklinks", { pageId, limit: linksAtOnce, ...pageParam }, { signal }),
    initialPageParam: fromStart,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : { cursor: nextCursor }),
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const hasFailed = error !== null && !isAway(error);
  if (items.length === 0 && !hasFailed) return null;
  return (
    <section
      aria-labelledby={headingId}
      data-backlinks
      className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pb-10 phone:px-4"
    >
      <h2 id={headingId} className="border-line border-t pt-4 pb-1.5 font-[560] text-ink-3 text-sm">
        {t("title")}
      </h2>
      {hasFailed ? (
        <p role="alert" className="flex items-center gap-3 text-ink-2 text-md">
          {t("failed")}
          <Button tone="quiet" onClick={() => void refetch()}>
            {t("app:common.retry")}
          </Button>
        </p>
      ) : null}
      <ul className="-mx-2">
        {items.map((link) => (
          <BacklinkRow key={link.pageId} link={link} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button tone="quiet" aria-busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </section>
  );
}

function BacklinkRow({ link }: { link: Backlink }) {
  const openPage = useOpenPage();
  const path = link.breadcrumb.map(shownTitle).join(" / ");
  return (
    <li>
      <a
        href={`/d/${link.driveId}/p/${link.pageId}`}
        className="flex min-h-9 gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover coarse:min-h-11"
        onClick={(event) => {
          event.preventDefault();
          openPage({ id: link.pageId, driveId: link.driveId }, { isBehind: asksForTab(event) });
        }}
      >
        <PageIcon type={link.type} icon={link.icon} className="mt-0.5 text-ink-2" />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex min-w-0 items-baseline gap-2">
            <span dir="auto" className="not-last:max-w-2/3 min-w-0 not-last:shrink-0 truncate text-ink">
              {shownTitle(link.title)}
            </span>
            {path === "" ? null : <PathFromEnd path={path} />}
          </span>
          {link.excerpt === "" ? null : (
            <span dir="auto" className="line-clamp-2 text-ink-2 text-sm">
              {link.excerpt}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}
