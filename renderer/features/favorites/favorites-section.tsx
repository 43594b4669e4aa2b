import { type DragEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFavorites } from "#renderer/workspace/favorites/use-favorites.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { FavoriteRow } from "./favorite-row.tsx";

/** The favourites above the tree; nothing where there are none. Alt-↑ and Alt-↓ or a drag give them another order. */
export function FavoritesSection({ currentId }: { readonly currentId: string | undefined }) {
  const { t } = useTranslation("favorites");
  const { pages, move } = useFavorites();
  const list = useRef<HTMLUListElement>(null);
  /** The row that moves by keyboard and keeps the focus. */
  const moving = useRef<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [dropIndex, setDropIndex] = useState<number | null>(null);
  const [told, setTold] = useState("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves the row
  useLayoutEffect(() => {
    if (moving.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-favorite="${moving.current}"] a`)?.focus();
    moving.current = null;
  }, [pages]);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const index = pages.findIndex(({ id }) => id === idOf(event.target));
    const page = pages[index];
    if (step === 0 || page === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const next = index + step;
    if (next < 0 || next >= pages.length) return;
    if (!event.altKey) {
      list.current?.querySelectorAll<HTMLElement>("[data-favorite] a")[next]?.focus();
      return;
    }
    moving.current = page.id;
    move(page.id, pages[step > 0 ? next + 1 : next]?.id ?? null);
    setTold(t("moved", { title: shownTitle(page.title), place: next + 1, count: pages.length }));
  }

  function onDragOver(event: DragEvent) {
    if (dragged === null) return;
    event.preventDefault();
    const rows = [...(list.current?.querySelectorAll("[data-favorite]") ?? [])];
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    setDropIndex(below < 0 ? rows.length : below);
  }

  function endDrag() {
    setDragged(null);
    setDropIndex(null);
  }

  if (pages.length === 0) return null;
  return (
    <section aria-label={t("title")} className="flex max-h-2/5 min-h-0 shrink-0 flex-col">
      <h2 className="flex min-h-9 items-center px-4 pt-3 font-semibold text-ink-3 text-xs">{t("title")}</h2>
      <ul
        ref={list}
        className="min-h-0 overflow-y-auto px-2 py-1"
        onKeyDown={onKeyDown}
        onDragOver={onDragOver}
        onDrop={(event) => {
          if (dragged === null || dropIndex === null) return;
          event.preventDefault();
          const before = pages.slice(dropIndex).find(({ id }) => id !== dragged);
          move(dragged, before?.id ?? null);
          endDrag();
        }}
        onDragEnd={endDrag}
      >
        {pages.map((page, index) => (
          <FavoriteRow
            key={page.id}
            page={page}
            isCurrent={page.id === currentId}
            dropLine={lineAt(dropIndex, index, pages)}
            onDrag={() => setDragged(page.id)}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {told}
      </p>
    </section>
  );
}

function idOf(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-favorite]")?.dataset["favorite"] : undefined;
}

/** On which side of a row a drop would put what is dragged. */
function lineAt(dropIndex: number | null, index: number, pages: readonly PageSummary[]): "above" | "below" | undefined {
  if (dropIndex === index) return "above";
  return dropIndex === pages.length && index === pages.length - 1 ? "below" : undefined;
}
