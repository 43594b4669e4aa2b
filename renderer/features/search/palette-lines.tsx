import { Command } from "cmdk";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PathFromEnd } from "#renderer/components/path-from-end.tsx";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { foundParts } from "./found-parts.ts";
import type { PaletteCommand } from "./use-palette-commands.ts";

/** A page that was found. */
export type SearchHit = OperationOutput<"search.query">["items"][number];

const lineLook =
  "flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-ink data-[selected=true]:bg-active coarse:min-h-11";

/** A page looked at before. */
export function RecentLine({ page, onSelect }: { readonly page: PageDetails; readonly onSelect: () => void }) {
  return (
    <Command.Item
      value={page.id}
      data-page={page.id}
      data-drive={page.driveId}
      onSelect={onSelect}
      className={lineLook}
    >
      <PageIcon type={page.type} icon={page.icon} className="text-ink-2" />
      <span className="not-last:max-w-2/3 min-w-0 not-last:shrink-0 truncate">{shownTitle(page.title)}</span>
      <Place>{page.breadcrumb.map(({ title }) => shownTitle(title)).join(" / ")}</Place>
    </Command.Item>
  );
}

/** A page that was found, with the words around the hit. */
export function HitLine({ hit, onSelect }: { readonly hit: SearchHit; readonly onSelect: () => void }) {
  return (
    <Command.Item
      value={hit.pageId}
      data-page={hit.pageId}
      data-drive={hit.driveId}
      onSelect={onSelect}
      className={lineLook}
    >
      <PageIcon type={hit.type} icon={hit.icon} className="text-ink-2" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="not-last:max-w-2/3 min-w-0 not-last:shrink-0 truncate">{shownTitle(hit.title)}</span>
          <Place>{hit.breadcrumb.map(shownTitle).join(" / ")}</Place>
        </span>
        {hit.snippet === "" ? null : (
          <span className="line-clamp-2 text-ink-2 text-sm">
            <Found text={hit.snippet} />
          </span>
        )}
      </span>
    </Command.Item>
  );
}

/** The way to all that is found, with filters. */
export function AllResultsLine({ query, onSelect }: { readonly query: string; readonly onSelect: () => void }) {
  const { t } = useTranslation(["search"]);
  return (
    <Command.Item value="all results" onSelect={onSelect} className={lineLook}>
      <ListFilter aria-hidden strokeWidth={1.6} className="size-4 shrink-0 text-ink-2" />
      <span className="min-w-0 flex-1 truncate">{t("search:showAll", { query })}</span>
    </Command.Item>
  );
}

/** Something to do. */
export function CommandLine({ command }: { readonly command: PaletteCommand }) {
  return (
    <Command.Item value={`command ${command.id}`} onSelect={command.run} className={lineLook}>
      <command.icon aria-hidden strokeWidth={1.6} className="size-4 shrink-0 text-ink-2" />
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      {command.shortcut === undefined ? null : <span className="text-ink-3 text-xs">{command.shortcut}</span>}
    </Command.Item>
  );
}

function Place({ children }: { children: string }): ReactNode {
  return children === "" ? null : <PathFromEnd path={children} />;
}

function Found({ text }: { text: string }) {
  return foundParts(text).map((part) =>
    part.isFound ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
  );
}
