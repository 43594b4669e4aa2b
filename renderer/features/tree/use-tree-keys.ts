import type { ItemInstance, TreeInstance } from "@headless-tree/core";
import { type KeyboardEvent, useRef } from "react";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { startRenaming } from "#renderer/workspace/pages/renaming.ts";
import { asksForTab, type useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { findTyped } from "./find-typed.ts";
import type { TreeEntry } from "./tree-model.ts";
import type { Selection } from "./use-selection.ts";

/** A pause that begins a new word in type-ahead. */
const typeAheadPauseMs = 700;

interface Reach {
  readonly openPage: ReturnType<typeof useOpenPage>;
  readonly openMenu: (page: PageSummary, at: { x: number; y: number }) => void;
  readonly selection: Selection;
  readonly trashSelected: () => void;
}

/** The tree's own keys: Enter, Space, F2, Delete, the menu key, those that select and typing a title. Arrows are the tree's part. */
export function useTreeKeys(tree: TreeInstance<TreeEntry>, { openPage, openMenu, selection, trashSelected }: Reach) {
  const actions = usePageActions();
  const isAllowed = useAllowed();
  const typed = useRef({ text: "", at: 0 });

  function jumpTo(character: string, timeStamp: number) {
    const { text, at } = typed.current;
    const word = (timeStamp - at > typeAheadPauseMs ? "" : text) + character;
    typed.current = { text: word, at: timeStamp };
    const items = tree.getItems();
    const titles = items.map((item) => item.getItemName());
    const found = items[findTyped(titles, word, tree.getFocusedItem().getItemMeta().index)];
    if (found === undefined) return;
    found.setFocused();
    tree.updateDomFocus();
  }
  /** A blank belongs to a title only while one is being typed. */
  function isTyping(timeStamp: number): boolean {
    return typed.current.text !== "" && timeStamp - typed.current.at <= typeAheadPauseMs;
  }

  /** Shift with an arrow, Mod with Space or A, and Esc; whether it was one of them. */
  function select(event: KeyboardEvent, item: ItemInstance<TreeEntry>): boolean {
    const rowIds = tree.getItems().map((one) => one.getId());
    const isMod = asksForTab(event);
    const next = event.key === "ArrowUp" ? item.getItemAbove() : item.getItemBelow();
    if (event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      if (selection.ids.length === 0) selection.anchorAt(item.getId());
      if (next === undefined) return true;
      selection.extendTo(next.getId(), rowIds);
      next.setFocused();
      // The tree focuses a row some time later, by when the next key may have gone on from it.
      const row = next.getElement();
      if (row) row.focus();
      else tree.updateDomFocus();
    } else if (isMod && event.key === " ") selection.toggle(item.getId());
    else if (isMod && event.key.toLowerCase() === "a") selection.all(rowIds);
    else if (event.key === "Escape" && selection.ids.length > 0) selection.clear();
    else return false;
    return true;
  }

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLInputElement || tree.getState().dnd) return;
    const item = tree.getItems().length === 0 ? undefined : tree.getFocusedItem();
    const page = item?.getItemData().page;
    if (item === undefined || page === undefined) return;
    if (select(event, item)) {
      event.preventDefault();
      return;
    }
    const canChange = isAllowed({ driveId: page.driveId, pageId: page.id }, "edit");
    if (event.key === "Enter") openPage(page, { isBehind: asksForTab(event) });
    else if (event.key === "F2" && canChange && page.isLocked !== true) startRenaming(page.id);
    else if (isTrashing(event) && selection.ids.length > 0) trashSelected();
    else if (canChange && isTrashing(event)) {
      findNeighbour(tree, item)?.setFocused();
      tree.updateDomFocus();
      void actions.trash(page);
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const box = item.getElement()?.getBoundingClientRect();
      openMenu(page, { x: (box?.left ?? 0) + 24, y: box?.bottom ?? 0 });
    } else if (isCharacter(event) && (event.key !== " " || isTyping(event.timeStamp)))
      jumpTo(event.key, event.timeStamp);
    else return;
    event.preventDefault();
  };
}

/** The row that takes the focus when an item goes with all below it. */
function findNeighbour(tree: TreeInstance<TreeEntry>, item: ItemInstance<TreeEntry>) {
  const { index, level } = item.getItemMeta();
  const below = tree
    .getItems()
    .find((other) => other.getItemMeta().index > index && other.getItemMeta().level <= level);
  return below ?? item.getItemAbove();
}

function isTrashing(event: KeyboardEvent): boolean {
  return event.key === "Delete" || (event.key === "Backspace" && event.metaKey);
}

function isCharacter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}
