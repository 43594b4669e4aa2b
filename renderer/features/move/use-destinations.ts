import { useQuery } from "@tanstack/react-query";
import { useDebounced } from "#renderer/workspace/forms/use-debounced.ts";
import { mayLieBelow } from "#renderer/workspace/page-types/catalogue.ts";
import { childrenQuery, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { destinationsQuery } from "./destinations-query.ts";

/** Long enough that a word is not asked for letter by letter. */
const typingPauseMs = 120;

interface Destination {
  readonly id: string;
  readonly type: PageSummary["type"];
  readonly title: string;
  /** The way to it, for people; empty at the top. */
  readonly place: string;
}

/** Where pages may go in a drive: the pages at its top, or those that are found by the words. */
export function useDestinations(pages: readonly PageSummary[], driveId: string, words: string) {
  const asked = useDebounced(words, typingPauseMs);
  const top = useQuery(childrenQuery(driveId, null));
  const found = useQuery({ ...destinationsQuery(driveId, asked), enabled: asked !== "" });
  const all: readonly Destination[] =
    words === ""
      ? (top.data ?? []).map(({ id, type, title }) => ({ id, type, title, place: "" }))
      : (found.data ?? []).map((hit) => ({
          id: hit.pageId,
          type: hit.type,
          title: hit.title,
          place: hit.breadcrumb.slice(1).map(shownTitle).join(" / "),
        }));
  const shown = words === "" ? top : found;
  return {
    destinations: all.filter(
      ({ id, type }) =>
        !pages.every(({ parentId }) => parentId === id) &&
        pages.every((page) => page.id !== id && mayLieBelow(page.type, type)),
    ),
    error: shown.error,
    isWaiting: asked !== words || shown.isFetching,
  };
}
