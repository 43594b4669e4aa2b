import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { childrenQuery, pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { expand } from "./expansion.ts";

interface Rows {
  /** The row of a page; -1 while it is not in the tree. */
  readonly indexOf: (pageId: string) => number;
  readonly show: (index: number) => void;
}

/**
 * Opens what stands above the current page, whenever it comes to stand somewhere, and scrolls to its row: again while
 * rows above it are still being loaded, until the person does something.
 */
export function useReveal(currentId: string | undefined, rows: Rows): void {
  const cache = useQueryClient();
  const { data: page } = useQuery({ ...pageQuery(currentId ?? ""), enabled: currentId !== undefined });
  const place = page === undefined ? undefined : [page.id, ...page.breadcrumb.map(({ id }) => id)].join(" ");
  const index = currentId === undefined ? -1 : rows.indexOf(currentId);
  /** The row the tree was scrolled to; undefined while that is still to be done. */
  const shownIndex = useRef<number>(undefined);
  const isLeftAlone = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the place stands for the page and what is above it
  useEffect(() => {
    shownIndex.current = undefined;
    isLeftAlone.current = true;
    if (page === undefined) return;
    const above = page.breadcrumb.map(({ id }) => id);
    // Together: which of them hang on the one above is known only level by level.
    for (const parentId of above)
      void cache.ensureQueryData(childrenQuery(page.driveId, parentId)).catch(() => undefined);
    expand(above);
  }, [place, currentId]);

  useEffect(() => {
    const takeOver = () => {
      isLeftAlone.current = false;
    };
    const listening = { capture: true, passive: true };
    for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      window.addEventListener(name, takeOver, listening);
    }
    return () => {
      for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) {
        window.removeEventListener(name, takeOver, listening);
      }
    };
  }, []);

  useEffect(() => {
    if (index < 0 || shownIndex.current === index) return;
    if (shownIndex.current !== undefined && !isLeftAlone.current) return;
    shownIndex.current = index;
    rows.show(index);
  });
}
