import type { ItemInstance } from "@headless-tree/core";
import { clsx } from "clsx";
import { ChevronRight, Ellipsis, Plus } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { takesUsual } from "#renderer/workspace/page-types/catalogue.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { useCreatePage } from "#renderer/workspace/pages/new-page-menu.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { useRenaming } from "#renderer/workspace/pages/renaming.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { isBlank } from "#services/contracts/blank-text.ts";
import { expand } from "./expansion.ts";
import { guidesOf, indentOf } from "./indent.ts";
import { RenameInput } from "./rename-input.tsx";
import type { TreeEntry } from "./tree-model.ts";

interface TreeRowProps {
  readonly item: ItemInstance<TreeEntry>;
  readonly page: PageSummary;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly place: { readonly top: number; readonly height: number };
  readonly onOpen: (event: MouseEvent) => void;
  readonly onMenu: (at: { x: number; y: number }) => void;
}

/** One page in the tree: twist, icon, title, and on hover what can be done. */
export function TreeRow({ item, page, isCurrent, isSelected, place, onOpen, onMenu }: TreeRowProps) {
  const isRenaming = useRenaming(({ pageId }) => pageId === page.id);
  const isOpen = item.isExpanded() && page.hasChildren;
  const { onClick: _toggle, ...props } = item.getProps();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens to the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree gives each row its tabIndex
    <div
      {...props}
      role="treeitem"
      data-page={page.id}
      data-drop={item.isUnorderedDragTarget() || undefined}
      aria-expanded={page.hasChildren ? isOpen : undefined}
      aria-selected={isSelected}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        "group absolute inset-x-0 flex select-none items-center gap-1.5 rounded-sm pr-1 text-ink-2 -outline-offset-2",
        isCurrent ? "bg-active font-medium text-ink" : "hover:bg-hover group-data-[dragging]/tree:hover:bg-transparent",
        isSelected && "bg-accent-soft! text-ink",
        item.isUnorderedDragTarget() && "bg-accent-soft! ring-1 ring-accent-line ring-inset",
      )}
      style={{ top: place.top, height: place.height, paddingLeft: indentOf(item.getItemMeta().level) }}
      draggable={!isRenaming}
      onFocus={() => item.isFocused() || item.setFocused()}
      onMouseDown={(event) => {
        // The browser would select the words between.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        item.setFocused();
        onOpen(event);
      }}
      onAuxClick={(event) => {
        if (event.button === 1) onOpen(event);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        item.setFocused();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      {guidesOf(item.getItemMeta().level).map((left) => (
        <span key={left} aria-hidden className="pointer-events-none absolute inset-y-0 w-px bg-line" style={{ left }} />
      ))}
      <Twist isShown={page.hasChildren} isOpen={isOpen} onToggle={() => (isOpen ? item.collapse() : item.expand())} />
      <PageIcon type={page.type} icon={page.icon} isOpen={isOpen} />
      {isRenaming ? (
        <RenameInput page={page} />
      ) : (
        <>
          <span dir="auto" className={clsx("min-w-0 flex-1 truncate text-left", isBlank(page.title) && "text-ink-3")}>
            {item.getItemName()}
          </span>
          <RowButtons page={page} onMenu={onMenu} />
        </>
      )}
    </div>
  );
}

const Twist = memo(function Twist({
  isShown,
  isOpen,
  onToggle,
}: {
  isShown: boolean;
  isOpen: boolean;
  onToggle: () => void;
}) {
  if (!isShown) return <span className="w-4 shrink-0" />;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      className="-mr-0.5 grid h-full w-4.5 shrink-0 place-items-center rounded-[3px] text-ink-3 hover:bg-active hover:text-ink"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <ChevronRight
        className={clsx("size-3 transition-transform duration-[var(--fast)] ease-out", isOpen && "rotate-90")}
      />
    </button>
  );
});

function RowButtons({ page, onMenu }: { page: PageSummary; onMenu: TreeRowProps["onMenu"] }) {
  const { t } = useTranslation();
  const createPage = useCreatePage();
  const isAllowed = useAllowed();
  const title = shownTitle(page.title);
  const look =
    "grid size-5.5 shrink-0 place-items-center rounded-[4px] text-ink-3 hover:bg-active hover:text-ink coarse:size-9";
  return (
    <span className="hidden items-center group-data-[dragging]/tree:hidden! group-hover:flex group-focus-visible:flex coarse:flex">
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("tree.more", { title })}
        title={t("common.more")}
        className={look}
        onClick={(event) => {
          event.stopPropagation();
          const box = event.currentTarget.getBoundingClientRect();
          onMenu({ x: box.left, y: box.bottom });
        }}
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      {!takesUsual(page.type) || !isAllowed({ driveId: page.driveId, pageId: page.id }, "edit") ? null : (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t("tree.add", { title })}
          title={t("tree.newInside")}
          className={clsx(look, "coarse:hidden")}
          onClick={(event) => {
            event.stopPropagation();
            expand([page.id]);
            createPage({ driveId: page.driveId, parentId: page.id });
          }}
        >
          <Plus aria-hidden className="size-4" />
        </button>
      )}
    </span>
  );
}
