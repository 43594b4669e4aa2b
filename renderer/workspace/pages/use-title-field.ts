import { type ChangeEvent, type FocusEvent, type RefObject, type SyntheticEvent, useLayoutEffect, useRef } from "react";
import { useTitleDraft } from "./use-title-draft.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

interface TitleField {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<Field>) => void;
  readonly onSelect: (event: SyntheticEvent<Field>) => void;
  readonly onBlur: (event: FocusEvent<Field>) => void;
}

/** What a field needs in which a page's title is typed; the caret stays at its words when a colleague changes others. */
export function useTitleField(
  page: { readonly id: string; readonly title: string },
  field: RefObject<Field | null>,
): TitleField {
  const title = useTitleDraft(page);
  /** What the field held when the person last did something in it, and where the caret was. */
  const last = useRef({ text: title.shown, start: 0, end: 0 });

  function note({ value, selectionStart, selectionEnd }: Field) {
    last.current = { text: value, start: selectionStart ?? 0, end: selectionEnd ?? 0 };
  }

  useLayoutEffect(() => {
    const input = field.current;
    if (input === null || input !== document.activeElement || input.value === last.current.text) return;
    const { text, start, end } = last.current;
    input.setSelectionRange(follow(start, text, input.value), follow(end, text, input.value));
    last.current = { text: input.value, start: input.selectionStart ?? 0, end: input.selectionEnd ?? 0 };
  });

  return {
    value: title.shown,
    onChange: ({ currentTarget }) => {
      note(currentTarget);
      title.type(currentTarget.value);
    },
    onSelect: ({ currentTarget }) => note(currentTarget),
    onBlur: title.finish,
  };
}

/** Where a place in a text is after the text was changed: before the change it stays, behind it it moves along. */
export function follow(place: number, before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  return place <= same ? place : Math.max(same, after.length - (before.length - place));
}
