import { type TimeSpan, timeSpans } from "#renderer/workspace/strings/time-spans.ts";
import { type PageType, pageTypeNames } from "#services/contracts/page-types.ts";

/** A search as it stands in the address: what reload and the way back keep. Filters that are missing leave all. */
export interface SearchAddress {
  readonly q?: string;
  readonly drive?: string;
  readonly type?: PageType;
  /** Who made the pages: a person's id. */
  readonly by?: string;
  readonly changed?: TimeSpan;
  /** Ids of tags with commas between them; the pages carry all of these. */
  readonly tags?: string;
  readonly trash?: true;
}

/** Reads the search of an address; what is not understood is left out. */
export function readSearchAddress(raw: Readonly<Record<string, unknown>>): SearchAddress {
  const { q, drive, by, tags, trash } = raw;
  const type = pageTypeNames.find((name) => name === raw["type"]);
  const changed = timeSpans.find((span) => span === raw["changed"]);
  return {
    // A query of digits is read as a number.
    ...(typeof q === "string" || typeof q === "number" ? { q: String(q) } : {}),
    ...(typeof drive === "string" ? { drive } : {}),
    ...(type === undefined ? {} : { type }),
    ...(typeof by === "string" ? { by } : {}),
    ...(typeof tags === "string" ? { tags } : {}),
    ...(changed === undefined ? {} : { changed }),
    ...(trash === true ? { trash } : {}),
  };
}

/** Whether a search asks for more than words. */
export function hasFilters({ q: _words, ...filters }: SearchAddress): boolean {
  return Object.keys(filters).length > 0;
}

/** Whether there is something to search for: words, tags, an author or a time. */
export function asksForPages({ q = "", tags, by, changed }: SearchAddress): boolean {
  return q.trim() !== "" || [tags, by, changed].some((value) => value !== undefined);
}
