import type { PageType } from "#services/contracts/page-types.ts";
import type { Database } from "#services/database/connection.ts";
import {
  type FindStatement,
  type FindStatements,
  type FoundRow,
  findStatements,
  type TypedRow,
} from "./find-statements.ts";
import { type ParsedQuery, parseQuery } from "./search-query.ts";
import { makeSnippet } from "./snippet.ts";

/**
 * Whether the words match as they were typed, inside longer words too, or only as parts of titles and words that are much
 * like them.
 */
export type SearchMode = "typed" | "inside" | "misspelled";

/** Without words in the query, pages are listed by author, time and tags, those changed last first. */
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
  /** Tags of which the pages carry all. */
  readonly tagIds?: readonly string[] | undefined;
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

/** Gives a search of its own statements: for measuring what ranking more entries would find. */
export function createSearch(statements: FindStatements) {
  return (db: Database, search: PageSearch): Promise<SearchResult> => searchWith({ db, statements }, search);
}

/**
 * Pages a person may view that match, best first. Longer words that hold the sought ones are looked for where few
 * match, misspelled ones only where nothing does; both together take one statement more.
 */
export const searchPages = createSearch(findStatements);

interface Searching {
  readonly db: Database;
  readonly statements: FindStatements;
}

async function searchWith(searching: Searching, search: PageSearch): Promise<SearchResult> {
  const parsed = parseQuery(search.query);
  if (parsed.folded === "" && !(search.query.trim() === "" && isListed(search))) return { mode: "typed", pages: [] };
  const { mode, rows, sought } = await findInMode(searching, search, parsed);
  const pages = rows.map(({ excerpt, way, pageId, driveId, type, title, icon }) => ({
    ...{ pageId, driveId, type, title, icon },
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

async function findInMode({ db, statements }: Searching, search: PageSearch, parsed: ParsedQuery): Promise<Found> {
  const { place, limit } = search;
  const isTyped = place === undefined || place.mode === "typed";
  const typed = isTyped ? await findTyped({ db, statements }, search, parsed) : [];
  const isEnough = typed.length >= limit || (typed.length > 0 && typed[0]?.canWiden !== true);
  if (isEnough || place?.mode === "typed" || wordsOf(parsed).length === 0)
    return { mode: "typed", rows: typed, sought: parsed };
  const rows = await statements.widened(db, [
    ...[...valuesOf(search, parsed), ...filtersOf(search)],
    ...[parsed.parts.map(({ tsquery }) => tsquery), parsed.parts.map(({ word }) => word)],
    typed.length > 0 ? "inside" : (place?.mode ?? null),
  ]);
  const [first] = rows;
  if (first === undefined) return { mode: "typed", rows: typed, sought: parsed };
  return { mode: first.mode, rows, sought: { ...parsed, words: [...parsed.words, ...first.words] } };
}

function findTyped({ db, statements }: Searching, search: PageSearch, sought: ParsedQuery): Promise<TypedRow[]> {
  const { plain, filtered } = sought.folded === "" ? listOf(statements, search) : statementFor(statements, sought);
  const values = valuesOf(search, sought);
  return isFiltered(search)
    ? filtered(db, [...values, ...filtersOf(search), wordsOf(sought)])
    : plain(db, [...values, wordsOf(sought)]);
}

/** The words that longer and similar ones may stand for. */
function wordsOf({ parts }: ParsedQuery): readonly string[] {
  return parts.flatMap(({ word }) => (word === null ? [] : [word]));
}

function listOf({ listFiltered, listTagged }: FindStatements, { tagIds }: PageSearch): FindStatement {
  return tagIds === undefined ? listFiltered : listTagged;
}

function statementFor(statements: FindStatements, { tsquery, isSoughtInside }: ParsedQuery): FindStatement {
  if (tsquery === null) return statements.byTitle;
  return isSoughtInside ? statements.byWordsOrTitle : statements.byWords;
}

/** Whether a search without words lists what its filters leave. */
function isListed({ createdBy, changedSince, changedBefore, tagIds }: PageSearch): boolean {
  return [createdBy, changedSince, changedBefore, tagIds].some((value) => value !== undefined);
}

function isFiltered(search: PageSearch): boolean {
  return search.isTrashed || isListed(search);
}

function valuesOf(search: PageSearch, sought: ParsedQuery): unknown[] {
  const { userId, driveIds, type, limit, place } = search;
  return [
    ...[userId, sought.folded, sought.tsquery ?? "", sought.titlePattern, sought.words],
    ...[driveIds, type ?? null, limit, place?.offset ?? 0, sought.beginning, sought.excluded],
  ];
}

function filtersOf({ createdBy, changedSince, changedBefore, tagIds, isTrashed }: PageSearch): unknown[] {
  return [createdBy ?? null, changedSince ?? null, changedBefore ?? null, isTrashed, tagIds ?? null];
}
