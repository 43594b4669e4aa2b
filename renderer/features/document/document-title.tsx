import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isFocusFree } from "#renderer/components/focus-free.ts";
import { TitleIcon } from "#renderer/workspace/icons/title-icon.tsx";
import { takeNewborn } from "#renderer/workspace/pages/newborn-page.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { useTitleField } from "#renderer/workspace/pages/use-title-field.ts";
import { limits } from "#services/contracts/limits.ts";

interface DocumentTitleProps {
  readonly page: PageDetails;
  readonly isEditable: boolean;
  readonly focusHandle: RefObject<() => void>;
  /** Enter or ↓ at the end: on to the text. */
  readonly onLeave: () => void;
}

/** The title in large letters; typing in it renames the page. */
export function DocumentTitle({ page, isEditable, focusHandle, onLeave }: DocumentTitleProps) {
  const { t } = useTranslation("document");
  const input = useRef<HTMLTextAreaElement>(null);
  const title = useTitleField(page, input);
  const cameFrom = useRef<EventTarget | null>(null);

  useLayoutEffect(() => growToText(input.current));
  useImperativeHandle(focusHandle, () => () => focusEnd(input.current));

  useEffect(() => {
    // A new page begins with its name, unless the person is naming it elsewhere.
    if (!isEditable || page.title !== "") return;
    if (takeNewborn(page.id) || isFocusFree()) input.current?.focus({ preventScroll: true });
  }, [isEditable, page.id, page.title]);

  /** To where the focus was before the title, else on to the text. */
  function goBack(): void {
    const back = cameFrom.current;
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
    else onLeave();
    if (document.activeElement === input.current) input.current?.blur();
  }

  return (
    <div className="group/title relative">
      <TitleIcon page={page} isEditable={isEditable} />
      <h1 className="document-title">
        <textarea
          {...title}
          ref={input}
          data-page-title
          dir="auto"
          rows={1}
          readOnly={!isEditable}
          aria-label={t("title.label")}
          placeholder={t("title.placeholder")}
          maxLength={limits.titleCharacters}
          spellCheck
          onFocus={({ relatedTarget }) => {
            cameFrom.current = relatedTarget;
          }}
          onKeyDown={(event) => {
            const { selectionStart, selectionEnd, value } = event.currentTarget;
            const isAtEnd = selectionStart === value.length && selectionEnd === value.length;
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter" || (event.key === "ArrowDown" && isAtEnd)) {
              event.preventDefault();
              onLeave();
            } else if (event.key === "Escape") {
              goBack();
            }
          }}
        />
      </h1>
    </div>
  );
}

/** For browsers that do not size a field by its content. */
function growToText(input: HTMLTextAreaElement | null): void {
  if (input === null || CSS.supports("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

function focusEnd(input: HTMLTextAreaElement | null): void {
  input?.focus();
  input?.setSelectionRange(input.value.length, input.value.length);
}
