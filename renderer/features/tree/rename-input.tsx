import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { stopRenaming } from "#renderer/workspace/pages/renaming.ts";
import { limits } from "#services/contracts/limits.ts";

/** The title of a page while it is edited in place: Enter and leaving keep it, Esc drops it. */
export function RenameInput({ page }: { readonly page: PageSummary }) {
  const { t } = useTranslation();
  const actions = usePageActions();
  const isDropped = useRef(false);

  function finish(title: string) {
    stopRenaming();
    const next = title.trim();
    if (!isDropped.current && next !== page.title) actions.rename(page, next);
  }
  return (
    <input
      ref={focusOnce}
      aria-label={t("tree.renaming")}
      defaultValue={page.title}
      placeholder={t("page.untitled")}
      maxLength={limits.titleCharacters}
      spellCheck={false}
      className="h-5.5 min-w-0 flex-1 rounded-[3px] bg-ground px-1 font-normal text-ink outline-2 outline-accent"
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") isDropped.current = true;
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        const row = event.currentTarget.closest<HTMLElement>("[role=treeitem]");
        event.currentTarget.blur();
        row?.focus();
      }}
    />
  );
}

/** A menu that closes gives the focus back first; the input takes it after that. */
function focusOnce(input: HTMLInputElement | null): (() => void) | undefined {
  if (input === null) return undefined;
  const frame = requestAnimationFrame(() => {
    input.focus();
    input.select();
  });
  return () => cancelAnimationFrame(frame);
}
