import {
  dragAndDropFeature,
  hotkeysCoreFeature,
  isOrderedDragTarget,
  keyboardDragAndDropFeature,
  selectionFeature,
  syncDataLoaderFeature,
} from "@headless-tree/core";
import { useTree } from "@headless-tree/react";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { MenuAt } from "#renderer/components/menu.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { holdsPages, mayLieBelow, takesDrops, takesFiles } from "#renderer/workspace/page-types/catalogue.ts";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import { usePageMenu } from "#renderer/workspace/pages/page-menu.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { useRenaming } from "#renderer/workspace/pages/renaming.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { useMovePages } from "#renderer/workspace/pages/use-move-pages.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { droppedFiles, holdsFiles } from "#renderer/workspace/uploads/dropped-files.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { useMedia } from "#renderer/workspace/window/use-media.ts";
import { setExpanded, useExpansion } from "./expansion.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { type TreeEntry, useTreeModel } from "./tree-model.ts";
import { TreeRow } from "./tree-row.tsx";
import { useManyPages } from "./use-many-pages.ts";
import { useReveal } from "./use-reveal.ts";
import { useSelection } from "./use-selection.ts";
import { useTreeKeys } from "./use-tree-keys.ts";

const indent = 18;
/** How long a dragged page rests on a closed one until that opens. */
const openOnDropDelayMs = 600;
const features = [
  syncDataLoaderFeature,
  selectionFeature,
  hotkeysCoreFeature,
  dragAndDropFeature,
  keyboardDragAndDropFeature,
];
/** The tree's own ways to select begin a range elsewhere than file lists do. */
const off = { hotkey: "", handler: () => undefined, isEnabled: () => false };
const hotkeys = { toggleSelectedItem: off, selectUpwards: off, selectDownwards: off, selectAll: off };

interface PageTreeProps {
  readonly driveId: string;
  /** The page that is shown. */
  readonly currentId: string | undefined;
}

interface OpenMenu {
  readonly page: PageSummary;
  readonly at: { readonly x: number; readonly y: number };
}

/** A drive's pages as a tree: lazily loaded, live, for keyboard, pointer and files from outside. */
export function PageTree({ driveId, currentId }: PageTreeProps) {
  const { t } = useTranslation(["app", "selection"]);
  const actions = usePageActions();
  const openPage = useOpenPage();
  const menuOf = usePageMenu();
  const isAllowed = useAllowed();
  const expandedIds = useExpansion(({ pageIds }) => pageIds);
  const model = useTreeModel(driveId, expandedIds);
  const selection = useSelection((id) => model.pages.has(id));
  const many = useManyPages(driveId, (id) => model.pages.get(id)?.parentId);
  const movePages = useMovePages();
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const renamingId = useRenaming(({ pageId }) => pageId);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [isFileOver, setIsFileOver] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  /** The row that has the keyboard, which is moved to another one only when that is drawn. */
  const inFocus = useRef<string | null>(null);
  const rowHeight = useMedia("(pointer: coarse)") ? 40 : 28;

  const tree = useTree<TreeEntry>({
    rootItemId: driveId,
    features,
    hotkeys,
    indent,
    canReorder: true,
    openOnDropDelay: openOnDropDelayMs,
    isItemFolder: (item) => isRootOr(item.getItemData().page, holdsPages),
    getItemName: (item) => shownTitle(item.getItemData().page?.title),
    dataLoader: {
      getItem: (id) => ({ page: model.pages.get(id) }),
      getChildren: (id) => [...(model.childIds.get(id) ?? [])],
    },
    // A row that is gone gives the tree's tab stop back to the first one.
    state: {
      expandedItems: expandedIds,
      focusedItem: focusedId !== null && model.pages.has(focusedId) ? focusedId : null,
      selectedItems: [...selection.ids],
    },
    setSelectedItems: () => undefined,
    setExpandedItems: (next) => setExpanded(typeof next === "function" ? next(useExpansion.getState().pageIds) : next),
    setFocusedItem: setFocusedId,
    scrollToItem: (item) => virtualizer.scrollToIndex(item.getItemMeta().index),
    canDrag: (dragged) => dragged.every((item) => isAllowed({ driveId, pageId: item.getId() }, "edit")),
    canDrop: (dragged, target) =>
      isRootOr(
        target.item.getItemData().page,
        (type) => takesDrops(type) && dragged.every((item) => mayLieBelow(item.getItemData().page?.type ?? "", type)),
      ),
    onDrop: async (items, target) => {
      const moved = items.map((item) => item.getId());
      const parentId = target.item.getId();
      const rest = (model.childIds.get(parentId) ?? []).filter((id) => !moved.includes(id));
      const beforeId = isOrderedDragTarget(target) ? (rest[target.insertionIndex] ?? null) : null;
      const place = { parentId: parentId === driveId ? null : parentId, beforeId };
      const [only] = moved;
      if (moved.length === 1 && only !== undefined) await actions.move({ pageId: only, ...place });
      else {
        const done = t("selection:moved", { count: moved.length });
        await movePages(selectedPages(moved), { driveId, ...place, done, mayReturn: true });
      }
    },
    canDragForeignDragObjectOver: (transfer) => holdsFiles(transfer),
    canDropForeignDragObject: (transfer, target) =>
      holdsFiles(transfer) && isRootOr(target.item.getItemData().page, (type) => takesDrops(type) && takesFiles(type)),
    onDropForeignDragObject: (transfer, target) => {
      setIsFileOver(false);
      const parentId = target.item.getId();
      uploadFiles(droppedFiles(transfer), { driveId, parentId: parentId === driveId ? null : parentId });
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tree reads the model and what is open
  useLayoutEffect(() => tree.rebuildTree(), [tree, model, expandedIds]);

  const items = tree.getItems();
  const rowIds = items.map((item) => item.getId());
  /** Pages in the order of their rows. */
  function selectedPages(ids: readonly string[]): readonly PageSummary[] {
    return tree.getItems().flatMap((item) => (ids.includes(item.getId()) ? (item.getItemData().page ?? []) : []));
  }
  const selected = selectedPages(selection.ids);
  const canChangeAll = selected.every((page) => isAllowed({ driveId, pageId: page.id }, "edit"));
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: (range) => withRows(defaultRangeExtractor(range), [focusedId, inFocus.current], items),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of a row is read again when the pointer changes
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const rows = {
    indexOf: (id: string) => items.findIndex((item) => item.getId() === id),
    show: (index: number) => virtualizer.scrollToIndex(index),
  };
  useReveal(currentId, rows);
  useReveal(renamingId ?? undefined, rows);
  /** A drag from outside tells the tree no end, and the tree leaves its keys alone during a drag: a key ends it too. */
  function endFileDrag() {
    setIsFileOver(false);
    if (tree.getState().dnd?.draggedItems === undefined) tree.applySubStateUpdate("dnd", null);
  }
  const onKeyDown = useTreeKeys(tree, {
    openPage,
    openMenu: (page, at) => setMenu({ page, at }),
    selection,
    trashSelected: () => (canChangeAll ? void many.trash(selected) : undefined),
  });

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only shows where dragged files would go */}
      <div
        ref={scroller}
        className="group/tree relative min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-4 data-[files]:not-has-[[data-drop]]:bg-accent-soft"
        data-files={isFileOver || undefined}
        // What the pointer was over before marks no row beside the one that takes what is dragged.
        data-dragging={isFileOver || tree.getState().dnd?.draggedItems !== undefined || undefined}
        onDragEnter={(event) => setIsFileOver(holdsFiles(event.dataTransfer))}
        onDragLeave={(event) => {
          const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
          if (!isInside) endFileDrag();
        }}
        onDrop={endFileDrag}
        onKeyDownCapture={endFileDrag}
        onFocus={(event) => {
          inFocus.current = event.target.closest<HTMLElement>("[data-page]")?.dataset["page"] ?? null;
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the tree gives it its role */}
        <div
          {...tree.getContainerProps(t("tree.label"))}
          className="min-h-full outline-none"
          style={{ position: "relative", height: virtualizer.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const item = items[index];
            const page = item?.getItemData().page;
            if (item === undefined || page === undefined) return null;
            return (
              <TreeRow
                key={item.getId()}
                item={item}
                page={page}
                isCurrent={page.id === currentId}
                place={{ top: start, height: rowHeight }}
                isSelected={selection.ids.includes(page.id)}
                onOpen={(event) => {
                  if (event.shiftKey) return selection.extendTo(page.id, rowIds);
                  if (event.button === 0 && asksForTab(event)) return selection.toggle(page.id);
                  selection.clear();
                  selection.anchorAt(page.id);
                  openPage(page, { isBehind: event.button === 1 });
                }}
                onMenu={(at) => setMenu({ page, at })}
              />
            );
          })}
          <div
            style={tree.getDragLineStyle(-1, 0)}
            className="z-10 h-0.5 rounded-full bg-accent before:absolute before:-top-0.75 before:-left-1 before:size-2 before:rounded-full before:border-2 before:border-accent before:bg-side"
          />
        </div>
        <TreeStatus model={model} isEmpty={items.length === 0} />
        {menu === null ? null : (
          <MenuAt
            key={`${menu.page.id} ${menu.at.x} ${menu.at.y}`}
            at={menu.at}
            label={t("tree.more", { title: shownTitle(menu.page.title) })}
            items={menuOf(menu.page)}
            onClose={() => setMenu(null)}
            onGiveFocusBack={() => tree.updateDomFocus()}
          />
        )}
      </div>
      {selected.length === 0 ? null : (
        <SelectionBar
          count={selected.length}
          canChange={canChangeAll}
          onMove={() => many.move(selected)}
          onTag={() => many.tag(selected)}
          onFavorite={() => void many.favor(selected)}
          onTrash={() => void many.trash(selected)}
          onClear={() => {
            selection.clear();
            tree.updateDomFocus();
          }}
        />
      )}
    </>
  );
}

/** The rows near the screen, and these wherever they are: the keyboard would be lost with a row that is not drawn. */
function withRows(shown: number[], pageIds: readonly (string | null)[], items: readonly { getId: () => string }[]) {
  const kept = pageIds.map((id) => items.findIndex((item) => item.getId() === id)).filter((index) => index >= 0);
  return [...new Set([...shown, ...kept])].toSorted((one, other) => one - other);
}

/** Whether a row is the drive's root, which holds everything, or a page of a type for which that is so. */
function isRootOr(page: PageSummary | undefined, isSo: (type: string) => boolean): boolean {
  return page === undefined || isSo(page.type);
}

function TreeStatus({ model, isEmpty }: { model: ReturnType<typeof useTreeModel>; isEmpty: boolean }) {
  const { t } = useTranslation();
  if (model.rootError !== null) {
    return (
      <div role="alert" className="absolute inset-x-4 top-1 flex flex-col items-start gap-2 text-ink-2 text-sm">
        {t("tree.failed")}
        <Button onClick={model.retry}>{t("common.retry")}</Button>
      </div>
    );
  }
  if (model.isRootLoading) {
    return (
      <div aria-hidden className="absolute inset-x-4 top-1 flex flex-col gap-3">
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-4 w-1/2" />
      </div>
    );
  }
  return isEmpty ? <p className="absolute inset-x-4 top-1 text-ink-3 text-sm">{t("tree.empty")}</p> : null;
}
