import { clsx } from "clsx";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { PathFromEnd } from "#renderer/components/path-from-end.tsx";
import { firstFound, foundParts } from "#renderer/features/search/found-parts.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { seek } from "#renderer/workspace/scroll/sought.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import "./locale-en.ts";

type Hit = OperationOutput<"search.query">["items"][number];

interface FoundListProps {
  readonly hits: readonly Hit[];
  /** They belong to the words before. */
  readonly isWaiting: boolean;
  readonly onOpen: () => void;
  /** The person goes up from the first hit. */
  readonly onLeave: () => void;
}

/** The pages that were found; the arrow keys go from one to the next. */
export function FoundList({ hits, isWaiting, onOpen, onLeave }: FoundListProps) {
  const { t } = useTranslation(["searchPage"]);
  return (
    <ul
      aria-label={t("searchPage:results")}
      aria-busy={isWaiting}
      onKeyDown={(event) => step(event, onLeave)}
      className={clsx("border-line border-t transition-opacity", isWaiting && "opacity-60")}
    >
      {hits.map((hit) => (
        <li key={hit.pageId} className="border-line border-b">
          <FoundLine hit={hit} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function FoundLine({ hit, onOpen }: { readonly hit: Hit; readonly onOpen: () => void }) {
  const openPage = useOpenPage();
  return (
    <a
      href={`/d/${hit.driveId}/p/${hit.pageId}`}
      data-hit
      onClick={(event) => {
        event.preventDefault();
        onOpen();
        const found = firstFound(hit.snippet);
        seek(found === undefined ? null : { pageId: hit.pageId, ...found });
        openPage({ id: hit.pageId, driveId: hit.driveId }, { isBehind: asksForTab(event) });
      }}
      className="flex min-h-11 gap-2.5 rounded-sm px-2 py-2.5 hover:bg-hover"
    >
      <PageIcon type={hit.type} icon={hit.icon} className="mt-0.5 text-ink-2" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex min-w-0 items-baseline gap-2 phone:flex-col phone:gap-0">
          <span dir="auto" className="min-w-0 truncate font-medium text-ink phone:max-w-full">
            {shownTitle(hit.title)}
          </span>
          {hit.breadcrumb.length === 0 ? null : <PathFromEnd path={hit.breadcrumb.map(shownTitle).join(" / ")} />}
        </span>
        {hit.snippet === "" ? null : (
          <span dir="auto" className="line-clamp-3 break-words text-ink-2 text-sm">
            {foundParts(hit.snippet).map((part) =>
              part.isFound ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
            )}
          </span>
        )}
      </span>
    </a>
  );
}

function step(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (way === 0) return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-hit]")];
  const at = lines.findIndex((line) => line.matches(":focus"));
  if (at + way < 0) onLeave();
  else lines[at + way]?.focus();
}
