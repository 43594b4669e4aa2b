import { useLocation } from "@tanstack/react-router";
import type { Editor } from "@tiptap/core";
import { type RefObject, useEffect } from "react";
import { findBinding } from "#renderer/features/document/editor/flow-editing.ts";
import { holdStill } from "#renderer/workspace/scroll/hold-still.ts";
import { positionOfBlock } from "#services/documents/schema/flow/flow-positions.ts";
import { boxOf } from "./block-places.ts";
import { blockAt } from "./block-range.ts";
import { drawBox } from "./drag-block.ts";

interface Linked {
  readonly editor: Editor;
  readonly layer: RefObject<HTMLElement | null>;
  /** Marks the block for a moment. */
  readonly mark: RefObject<HTMLElement | null>;
  readonly onGone: () => void;
}

/** What is over the block when the page is opened at it, in pixels. */
const roomAbove = 96;

/** Shows the block that the address of the page names, and marks it for a moment. */
export function useLinkedBlock({ editor, layer, mark, onGone }: Linked): void {
  const name = useLocation({ select: ({ hash }) => hash });
  useEffect(() => {
    const scroller = layer.current?.closest<HTMLElement>("[data-page-scroll]");
    if (!/^(\d+-\d+|start)$/.test(name) || scroller === null || scroller === undefined) return undefined;
    const box = () => {
      const position = findPosition(editor, name);
      const block = position === undefined ? undefined : blockAt(editor.state.doc, position);
      return block === undefined ? undefined : boxOf(editor.view, block);
    };
    if (box() === undefined) {
      onGone();
      return undefined;
    }
    const show = () => {
      if (layer.current !== null && mark.current !== null) drawBox(mark.current, { layer: layer.current, box: box() });
    };
    const distance = () => {
      const found = box();
      show();
      return found === undefined ? undefined : found.top - scroller.getBoundingClientRect().top - roomAbove;
    };
    const stop = holdStill(scroller, { distance, onEnd: () => undefined });
    return () => {
      stop();
      mark.current?.removeAttribute("data-shown");
    };
  }, [editor, name, layer, mark, onGone]);
}

function findPosition(editor: Editor, name: string): number | undefined {
  const binding = findBinding(editor.view);
  return binding === undefined ? undefined : positionOfBlock(binding.flow, binding.shown(), name);
}
