import { sql } from "drizzle-orm";
import type { PageType } from "#services/contracts/page-types.ts";
import type { Database } from "#services/database/connection.ts";
import {
  type FindStatement,
  type FoundRow,
  findByTitle,
  findByWords,
  findByWordsOrTitle,
  findMisspelled,
  leastSimilarity,
} from "./find-statements.ts";
import { type ParsedQuery, parseQuery } from "./search-query.ts";
import { makeSnippet } from "./snippet.ts";
import { type WidenedQuery, widenBySlips, widenByWords } from "./widen-query.ts";

/**
 * Whether the words match as they were typed, inside longer words too, or only as parts of titles and words that are much
 * like them.
 */
export type SearchMode = "typed" | "inside" | "misspelled";

export interface PageSearch {
  readonly userId: string;
  readonly query: string;
  /** The only drives whose pages are found; null: all. */
  readonly driveIds: readonly string[] | null;
  readonly type?: PageType | undefined;
  /** Who made the pages. */
  readonly createdBy?: string | undefined;
  /** When they were changed last, as ISO 8601: since the one, before the other. */
  readonly changedSince?: string | undefined;
  readonly changedBefore?: string | undefined;
  /** The trash is searched instead. */
  readonly isTrashed: boolean;
  readonly limit: number;
  /** Where to go on in results of an earlier search; undefined for the first. */
  readonly place: { readonly mode: SearchMode; readonly offset: number } | undefined;
}

export interface SearchResult {
  readonly mode: SearchMode;
  readonly pages: readonly FoundPage[];
}

export interface FoundPage extends Omit<FoundRow, "excerpt" | "way"> {
  readonly snippet: string;
  /** Titles from the drive down to the parent, as far up as the person may see; the drive is named where nothing above is hidden. */
  readonly breadcrumb: readonly string[];
}

/**
 * Pages a person may view that match, best first. Longer words that hold the sought ones are looked for where these fill
 * no page, misspelled ones only where nothing matches.
 */
export async function searchPages(db: Database, search: PageSearch): Promise<SearchResult> {
  const parsed = parseQuery(search.query);
  if (parsed.folded === "") return { mode: "typed", pages: [] };
  const { mode, rows, sought } = await findInMode(db, search, parsed);
  const pages = rows.map(({ excerpt, way, ...page }) => ({
    ...page,
    snippet: makeSnippet(excerpt, sought),
    breadcrumb: way.slice(way.findLastIndex((step) => !step.isVisible) + 1).map((step) => step.title),
  }));
  return { mode, pages };
}

interface Found {
  readonly mode: SearchMode;
  readonly rows: readonly FoundRow[];
  readonly sought: ParsedQuery;
}

async function findInMode(db: Database, search: PageSearch, parsed: ParsedQuery): Promise<Found> {
  const { place } = search;
  const typed = place === undefined || place.mode === "typed" ? await findTyped(db, search, parsed) : [];
  if (place?.mode === "typed" || typed.length >= search.limit) return { mode: "typed", rows: typed, sought: parsed };
  if (place?.mode !== "misspelled") {
    const sought = widen(parsed, await widenByWords(db, parsed));
    const rows = sought === parsed ? typed : await findTyped(db, search, sought);
    if (rows.length > 0 || place) return { mode: sought === parsed ? "typed" : "inside", rows, sought };
  }
  return { mode: "misspelled", ...(await findSlips(db, search, parsed)) };
}

function findTyped(db: Database, search: PageSearch, sought: ParsedQuery): Promise<FoundRow[]> {
  const { plain, filtered } = statementFor(sought);
  return isFiltered(search)
    ? filtered(db, [...valuesOf(search, sought), ...filtersOf(search)])
    : plain(db, valuesOf(search, sought));
}

async function findSlips(db: Database, search: PageSearch, parsed: ParsedQuery): Promise<Omit<Found, "mode">> {
  const widened = await widenBySlips(db, parsed);
  const sought: ParsedQuery = { ...widen(parsed, widened), tsquery: widened?.tsquery ?? null };
  const rows = await db.transaction(async (tx) => {
    await tx.execute(sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(leastSimilarity)}, true)`);
    return findMisspelled(tx, [...valuesOf(search, sought), ...filtersOf(search), parsed.typed]);
  });
  return { rows, sought };
}

function widen(parsed: ParsedQuery, widened: WidenedQuery | undefined): ParsedQuery {
  if (widened === undefined) return parsed;
  return { ...parsed, tsquery: widened.tsquery, words: [...parsed.words, ...widened.words] };
}

function statementFor({ tsquery, isSoughtInside }: ParsedQuery): FindStatement {
  if (tsquery === null) return findByTitle;
  return isSoughtInside ? findByWordsOrTitle : findByWords;
}

function isFiltered({ createdBy, changedSince, changedBefore, isTrashed }: PageSearch): boolean {
  return isTrashed || [createdBy, changedSince, changedBefore].some((value) => value !== undefined);
}

function valuesOf(search: PageSearch, sought: ParsedQuery): unknown[] {
  const { userId, driveIds, type, limit, place } = search;
  return [
    ...[userId, sought.folded, sought.tsquery ?? "", sought.titlePattern, sought.words],
    ...[driveIds, type ?? null, limit, place?.offset ?? 0, sought.beginning, sought.excluded],
  ];
}

function filtersOf({ createdBy, changedSince, changedBefore, isTrashed }: PageSearch): unknown[] {
  return [createdBy ?? null, changedSince ?? null, changedBefore ?? null, isTrashed];
}
