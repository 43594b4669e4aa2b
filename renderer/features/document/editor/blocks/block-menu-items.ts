import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { ArrowDown, ArrowUp, Copy, Link, Trash2 } from "lucide-react";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import { type SlashItemId, slashItems } from "#renderer/features/document/slash/slash-items.ts";
import { showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import type { BlockRange } from "./block-range.ts";
import { deleteBlocks, duplicateBlocks, moveBlocksBy } from "./change-blocks.ts";
import { type BlockKind, isBlockKind, kindOfBlocks, turnBlocks } from "./turn-blocks.ts";

interface BlockMenu {
  readonly editor: Editor;
  readonly range: BlockRange;
  readonly words: BlockMenuWords;
  /** Undefined where nothing is written yet that an address could name. */
  readonly copyLink: (() => void) | undefined;
}

export interface BlockMenuWords {
  readonly say: (word: "turnInto" | "duplicate" | "copyLink" | "moveUp" | "moveDown" | "delete") => string;
  readonly kind: (id: SlashItemId) => string;
}

/** What the menu of blocks offers. */
export function blockMenuItems({ editor, range, words, copyLink }: BlockMenu): readonly MenuItem[] {
  const { state } = editor;
  const kind = kindOfBlocks(state.doc, range);
  const make = (change: Transaction | undefined) => {
    if (change !== undefined) editor.view.dispatch(change.scrollIntoView());
  };
  const [up, down] = [moveBlocksBy(state, range, -1), moveBlocksBy(state, range, 1)];
  const { say } = words;
  return [
    ...(kind === undefined ? [] : turnItems(kind, { words, turn: (to) => make(turnBlocks(editor.state, range, to)) })),
    {
      kind: "action",
      label: say("duplicate"),
      icon: Copy,
      onSelect: () => make(duplicateBlocks(editor.state, range)),
    },
    ...(copyLink === undefined
      ? []
      : [{ kind: "action" as const, label: say("copyLink"), icon: Link, onSelect: copyLink }]),
    {
      kind: "action",
      label: say("moveUp"),
      icon: ArrowUp,
      shortcut: showShortcut("Alt+↑"),
      isDisabled: up === undefined,
      onSelect: () => make(moveBlocksBy(editor.state, range, -1)),
    },
    {
      kind: "action",
      label: say("moveDown"),
      icon: ArrowDown,
      shortcut: showShortcut("Alt+↓"),
      isDisabled: down === undefined,
      onSelect: () => make(moveBlocksBy(editor.state, range, 1)),
    },
    { kind: "separator", id: "danger" },
    {
      kind: "action",
      label: say("delete"),
      icon: Trash2,
      isDestructive: true,
      onSelect: () => make(deleteBlocks(editor.state, range)),
    },
  ];
}

interface Turning {
  readonly words: BlockMenuWords;
  readonly turn: (kind: BlockKind) => void;
}

function turnItems(current: BlockKind | "mixed", { words, turn }: Turning): readonly MenuItem[] {
  return [
    { kind: "heading", label: words.say("turnInto") },
    ...slashItems.flatMap(({ id, icon }): MenuItem[] => {
      if (!isBlockKind(id)) return [];
      const isChosen = id === current;
      return [
        { kind: "choice", label: words.kind(id), icon, isChosen, onSelect: () => (isChosen ? undefined : turn(id)) },
      ];
    }),
    { kind: "separator", id: "turn" },
  ];
}
