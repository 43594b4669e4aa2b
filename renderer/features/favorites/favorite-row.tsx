import { clsx } from "clsx";
import { Ellipsis } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Menu, MenuAt } from "#renderer/components/menu.tsx";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { usePageMenu } from "#renderer/workspace/pages/page-menu.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";

interface FavoriteRowProps {
  readonly page: PageSummary;
  readonly isCurrent: boolean;
  /** Where a drop would put what is dragged. */
  readonly dropLine: "above" | "below" | undefined;
  readonly onDrag: () => void;
}

/** One favourite: a link to the page, with the page's menu. */
export function FavoriteRow({ page, isCurrent, dropLine, onDrag }: FavoriteRowProps) {
  const { t } = useTranslation();
  const openPage = useOpenPage();
  const menuOf = usePageMenu();
  const link = useRef<HTMLAnchorElement>(null);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const title = shownTitle(page.title);
  const more = t("tree.more", { title });
  return (
    <li
      data-favorite={page.id}
      className={clsx(
        "group relative flex h-[var(--row)] items-center rounded-sm text-ink-2 coarse:h-10",
        isCurrent ? "bg-active font-medium text-ink" : "hover:bg-hover",
      )}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuAt({ x: event.clientX, y: event.clientY });
      }}
    >
      {dropLine === undefined ? null : (
        <span
          aria-hidden
          className={clsx(
            "pointer-events-none absolute inset-x-0 z-10 h-0.5 rounded-full bg-accent",
            dropLine === "above" ? "-top-px" : "-bottom-px",
          )}
        />
      )}
      <a
        ref={link}
        href={`/d/${page.driveId}/p/${page.id}`}
        aria-current={isCurrent ? "page" : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-sm px-2 -outline-offset-2"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "linkMove";
          onDrag();
        }}
        onClick={(event) => {
          event.preventDefault();
          openPage(page, { isBehind: asksForTab(event) });
        }}
      >
        <PageIcon type={page.type} icon={page.icon} />
        <span dir="auto" className="min-w-0 flex-1 truncate text-left">
          {title}
        </span>
      </a>
      {menuAt === null ? null : (
        <MenuAt
          key={`${menuAt.x} ${menuAt.y}`}
          at={menuAt}
          label={more}
          items={menuOf(page)}
          onClose={() => setMenuAt(null)}
          onGiveFocusBack={() => link.current?.focus()}
        />
      )}
      <Menu
        label={more}
        align="end"
        items={menuOf(page)}
        trigger={
          <button
            type="button"
            aria-label={more}
            className="mr-1 grid size-5 shrink-0 place-items-center rounded-[4px] text-ink-3 opacity-0 hover:bg-active hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 coarse:size-8 coarse:opacity-100"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      />
    </li>
  );
}
