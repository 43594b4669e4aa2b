import { type SQL, sql } from "drizzle-orm";
import type { PageType } from "#services/contracts/page-types.ts";
import type { Transaction } from "#services/database/connection.ts";
import { type ParsedQuery, parseQuery } from "./search-query.ts";
import { makeSnippet } from "./snippet.ts";
import { grantedPages, openScopes } from "./visible-entries.ts";

/** Most entries that are ranked for one query. */
const candidateLimit = 2_000;

/** How like a part of a title must be to count as a misspelling of it, from 0 to 1. */
const typoSimilarity = 0.5;

/** How much text around the first hit is fetched to make a snippet of, in characters. */
const excerptBefore = 300;
const excerptCharacters = 2_000;

/** Whether the words match as they were typed, or only parts of titles that are much like them. */
export type SearchMode = "typed" | "misspelled";

export interface PageSearch {
  readonly userId: string;
  readonly query: string;
  readonly driveId?: string | undefined;
  readonly type?: PageType | undefined;
  readonly limit: number;
  /** Where to go on in results of an earlier search; undefined for the first. */
  readonly place: { readonly mode: SearchMode; readonly offset: number } | undefined;
}

export interface SearchResult {
  readonly mode: SearchMode;
  readonly pages: readonly FoundPage[];
}

export interface FoundPage {
  readonly pageId: string;
  readonly driveId: string;
  readonly type: string;
  readonly title: string;
  readonly snippet: string;
}

interface FoundRow extends Record<string, unknown> {
  readonly pageId: string;
  readonly driveId: string;
  readonly type: string;
  readonly title: string;
  readonly excerpt: string;
}

/** Pages a person may view that match, best first; misspelled titles are looked for only where nothing matches as typed. */
export async function searchPages(tx: Transaction, search: PageSearch): Promise<SearchResult> {
  const parsed = parseQuery(search.query);
  const { mode, rows } = await findInMode(tx, search, parsed);
  const pages = rows.map(({ excerpt, pageId, driveId, type, title }) => ({
    pageId,
    driveId,
    type,
    title,
    snippet: makeSnippet(excerpt, parsed.words),
  }));
  return { mode, pages };
}

async function findInMode(
  tx: Transaction,
  search: PageSearch,
  parsed: ParsedQuery,
): Promise<{ readonly mode: SearchMode; readonly rows: readonly FoundRow[] }> {
  if (search.place?.mode !== "misspelled") {
    const rows = await find(tx, search, { parsed, matches: matchesAsTyped(parsed) });
    if (rows.length > 0 || search.place) return { mode: "typed", rows };
  }
  return { mode: "misspelled", rows: await findMisspelled(tx, search, parsed) };
}

function matchesAsTyped({ tsquery, titlePattern, isSoughtInside }: ParsedQuery): SQL {
  const title = sql`e.title ILIKE ${titlePattern}`;
  if (tsquery === null) return title;
  const words = sql`e.vector @@ ${tsquery}::tsquery`;
  return isSoughtInside ? sql`(${words} OR ${title})` : words;
}

async function findMisspelled(tx: Transaction, search: PageSearch, parsed: ParsedQuery): Promise<FoundRow[]> {
  await tx.execute(sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(typoSimilarity)}, true)`);
  return find(tx, search, { parsed, matches: sql`${search.query} <% e.title` });
}

interface Matching {
  readonly parsed: ParsedQuery;
  readonly matches: SQL;
}

async function find(tx: Transaction, search: PageSearch, { parsed, matches }: Matching): Promise<FoundRow[]> {
  const { userId, query, driveId, type, limit, place } = search;
  const tsquery = parsed.tsquery ?? "";
  const rows = await tx.execute<FoundRow>(sql`
    WITH open_scopes AS MATERIALIZED (${openScopes(userId)}),
    granted AS MATERIALIZED (${grantedPages(userId)}),
    candidates AS MATERIALIZED (
      SELECT e.page_id, e.drive_id, e.type, e.title, e.vector
      FROM search_entries e
      WHERE NOT e.trashed
        AND (e.scope_id = ANY (ARRAY(SELECT scope_id FROM open_scopes))
          OR e.page_id = ANY (ARRAY(SELECT page_id FROM granted)))
        AND ${matches}
        ${driveId === undefined ? sql`` : sql`AND e.drive_id = ${driveId}`}
        ${type === undefined ? sql`` : sql`AND e.type = ${type}`}
      LIMIT ${candidateLimit}
    ),
    ranked AS (
      SELECT c.page_id, c.drive_id, c.type, c.title,
        ts_rank('{0.1, 0.2, 0.4, 1.0}', c.vector, ${tsquery}::tsquery, 1)
          + word_similarity(${query}, c.title)
          + CASE WHEN lower(c.title) = lower(${query}) THEN 2 WHEN c.title ILIKE ${parsed.titlePattern} THEN 0.5 ELSE 0 END
          AS score
      FROM candidates c
      ORDER BY score DESC, c.page_id
      LIMIT ${limit} OFFSET ${place?.offset ?? 0}
    )
    SELECT r.page_id AS "pageId", r.drive_id AS "driveId", r.type, r.title, excerpt.text AS excerpt
    FROM ranked r
    JOIN page_ranks(ARRAY(SELECT page_id FROM ranked), ARRAY[${userId}::uuid]) AS allowed
      ON allowed.page_id = r.page_id AND allowed.rank >= 1
    JOIN search_entries e ON e.page_id = r.page_id
    CROSS JOIN LATERAL (SELECT lower(e.body) AS body OFFSET 0) AS lowered
    CROSS JOIN LATERAL (
      SELECT coalesce(min(nullif(strpos(lowered.body, word), 0)), 1) AS place
      FROM unnest(${sql.param([...parsed.words])}::text[]) AS word
    ) AS hit
    CROSS JOIN LATERAL (
      SELECT substring(e.body FROM greatest(1, hit.place - ${excerptBefore}::integer) FOR ${excerptCharacters}::integer) AS text
    ) AS excerpt
    ORDER BY r.score DESC, r.page_id`);
  return rows.rows;
}
