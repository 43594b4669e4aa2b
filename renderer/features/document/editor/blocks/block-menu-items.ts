import type { Editor } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ArrowDown, ArrowUp, Copy, Link, Trash2 } from "lucide-react";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import { type SlashItemId, slashItems } from "#renderer/features/document/slash/slash-items.ts";
import { showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import type { BlockRange } from "./block-range.ts";
import { deleteBlocks, duplicateBlocks, moveBlocksBy } from "./change-blocks.ts";
import { type BlockKind, isBlockKind, kindOfBlocks, turnBlocks } from "./turn-blocks.ts";

interface BlockMenu {
  readonly editor: Editor;
  /** The blocks as they stand now: others may write while the menu is open. */
  readonly findBlocks: () => BlockRange | undefined;
  readonly words: BlockMenuWords;
  /** Undefined where nothing is written yet that an address could name. */
  readonly copyLink: (() => void) | undefined;
}

export interface BlockMenuWords {
  readonly say: (word: "turnInto" | "duplicate" | "copyLink" | "moveUp" | "moveDown" | "delete") => string;
  readonly kind: (id: SlashItemId) => string;
}

/** What the menu of blocks offers. */
export function blockMenuItems({ editor, findBlocks, words, copyLink }: BlockMenu): readonly MenuItem[] {
  const range = findBlocks();
  if (range === undefined) return [];
  const kind = kindOfBlocks(editor.state.doc, range);
  const make = (change: (state: EditorState, range: BlockRange) => Transaction | undefined) => {
    const blocks = findBlocks();
    const made = blocks === undefined || !editor.isEditable ? undefined : change(editor.state, blocks);
    if (made !== undefined) editor.view.dispatch(made.scrollIntoView());
  };
  const canMove = (direction: -1 | 1) => moveBlocksBy(editor.state, range, direction) !== undefined;
  const { say } = words;
  return [
    ...(kind === undefined
      ? []
      : turnItems(kind, { words, turn: (to) => make((state, blocks) => turnBlocks(state, blocks, to)) })),
    {
      kind: "action",
      label: say("duplicate"),
      icon: Copy,
      onSelect: () => make(duplicateBlocks),
    },
    ...(copyLink === undefined
      ? []
      : [{ kind: "action" as const, label: say("copyLink"), icon: Link, onSelect: copyLink }]),
    {
      kind: "action",
      label: say("moveUp"),
      icon: ArrowUp,
      shortcut: showShortcut("Alt+↑"),
      isDisabled: !canMove(-1),
      onSelect: () => make((state, blocks) => moveBlocksBy(state, blocks, -1)),
    },
    {
      kind: "action",
      label: say("moveDown"),
      icon: ArrowDown,
      shortcut: showShortcut("Alt+↓"),
      isDisabled: !canMove(1),
      onSelect: () => make((state, blocks) => moveBlocksBy(state, blocks, 1)),
    },
    { kind: "separator", id: "danger" },
    {
      kind: "action",
      label: say("delete"),
      icon: Trash2,
      isDestructive: true,
      onSelect: () => make(deleteBlocks),
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
