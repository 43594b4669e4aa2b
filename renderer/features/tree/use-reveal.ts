import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { expand } from "./expansion.ts";

interface Rows {
  /** The row of a page; -1 while it is not in the tree. */
  readonly indexOf: (pageId: string) => number;
  readonly show: (index: number) => void;
}

/** Opens what stands above the current page, once per page, and scrolls to its row. */
export function useReveal(currentId: string | undefined, rows: Rows): void {
  const { data: page } = useQuery({ ...pageQuery(currentId ?? ""), enabled: currentId !== undefined });
  const expandedFor = useRef<string | null>(null);
  const shownFor = useRef<string | null>(null);
  const index = currentId === undefined ? -1 : rows.indexOf(currentId);

  useEffect(() => {
    if (page === undefined || expandedFor.current === page.id) return;
    expandedFor.current = page.id;
    expand(page.breadcrumb.map(({ id }) => id));
  }, [page]);

  useEffect(() => {
    if (currentId === undefined || index < 0 || shownFor.current === currentId) return;
    shownFor.current = currentId;
    rows.show(index);
  });
}
