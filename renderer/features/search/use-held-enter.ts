import { type KeyboardEvent, useEffect, useRef } from "react";
import { dropHeldEnter, holdEnter, useDialog } from "#renderer/workspace/window/dialogs.ts";

interface HeldEnterOptions {
  /** What the person has typed. */
  readonly text: string;
  /** The lines do not belong to the text yet. */
  readonly isWaiting: boolean;
  /** Opens the first line; called once the lines belong to the text. */
  readonly openFirst: (isBehind: boolean) => void;
}

interface HeldEnter {
  /** True where Enter has to wait; it is kept until the lines are there, the text changes or a line is chosen. */
  readonly hold: (event: KeyboardEvent, isBehind: boolean) => boolean;
  /** The person has chosen a line by the arrows or the pointer: Enter opens that one. */
  readonly noteChoice: () => void;
}

/**
 * Enter in the palette before the lines for what was typed are there, or the palette itself: it opens the first of those,
 * not of the ones before.
 */
export function useHeldEnter({ text, isWaiting, openFirst }: HeldEnterOptions): HeldEnter {
  const held = useDialog(({ heldEnter }) => heldEnter);
  const chosenFor = useRef<string | null>(null);

  useEffect(() => {
    if (held === null || (held.text === text && isWaiting)) return;
    dropHeldEnter();
    if (held.text === text) openFirst(held.isBehind);
  }, [held, text, isWaiting, openFirst]);

  return {
    hold: (event, isBehind) => {
      if (!isWaiting || chosenFor.current === text) return false;
      event.preventDefault();
      holdEnter(isBehind);
      return true;
    },
    noteChoice: () => {
      chosenFor.current = text;
      dropHeldEnter();
    },
  };
}
