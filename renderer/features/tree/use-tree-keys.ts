import type { ItemInstance, TreeInstance } from "@headless-tree/core";
import { type KeyboardEvent, useRef } from "react";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { startRenaming } from "#renderer/workspace/pages/renaming.ts";
import { asksForTab, type useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { findTyped } from "./find-typed.ts";
import type { TreeEntry } from "./tree-model.ts";

/** A pause that begins a new word in type-ahead. */
const typeAheadPauseMs = 700;

interface Reach {
  readonly openPage: ReturnType<typeof useOpenPage>;
  readonly openMenu: (page: PageSummary, at: { x: number; y: number }) => void;
}

/** The tree's own keys: Enter, Space, F2, Delete, the menu key and typing a title. Arrows are the tree's part. */
export function useTreeKeys(tree: TreeInstance<TreeEntry>, { openPage, openMenu }: Reach) {
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

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLInputElement || tree.getState().dnd) return;
    const item = tree.getItems().length === 0 ? undefined : tree.getFocusedItem();
    const page = item?.getItemData().page;
    if (item === undefined || page === undefined) return;
    const canChange = isAllowed({ driveId: page.driveId, pageId: page.id }, "edit");
    if (event.key === "Enter") openPage(page, { isBehind: asksForTab(event) });
    else if (event.key === "F2" && canChange) startRenaming(page.id);
    else if (canChange && (event.key === "Delete" || (event.key === "Backspace" && event.metaKey))) {
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

function isCharacter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}
