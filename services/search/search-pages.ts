import { sql } from "drizzle-orm";
import type { PageType } from "#services/contracts/page-types.ts";
import type { Database, Queryable } from "#services/database/connection.ts";
import { type PreparedStatement, prepare } from "#services/database/prepare.ts";
import { type ParsedQuery, parseQuery } from "./search-query.ts";
import { positionsPerPlace } from "./search-vector.ts";
import { makeSnippet } from "./snippet.ts";
import { grantedPages, openScopes, visibleAmong } from "./visible-entries.ts";

/** Most entries that are ranked for one query. */
const candidateLimit = 2_000;

/** How like a part of a title must be to count as a misspelling of it, from 0 to 1. */
const typoSimilarity = 0.5;

/** How like it must at least be to be looked at letter by letter. */
const leastSimilarity = 0.25;

/** How much text around the first hit is fetched to make a snippet of, in characters. */
const excerptBefore = 300;
const excerptCharacters = 2_000;

/** Most text fetched for a snippet, in characters: in long texts the place of a hit is known only so far. */
const longestExcerpt = 8_000;

/** A title as search compares it; entries made before there was a folded one have the title itself. */
const foldedTitle = "coalesce(e.folded_title, lower(e.title))";

/** How much of a word is compared letter by letter; PostgreSQL compares at most 255 bytes. */
const comparedLetters = 60;

/** Whether the words match as they were typed, or only parts of titles that are much like them. */
export type SearchMode = "typed" | "misspelled";

export interface PageSearch {
  readonly userId: string;
  readonly query: string;
  /** The only drives whose pages are found; null: all. */
  readonly driveIds: readonly string[] | null;
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
  readonly icon: string | null;
  readonly snippet: string;
  /** Titles from the drive down to the parent, as far up as the person may see; the drive is named where nothing above is hidden. */
  readonly breadcrumb: readonly string[];
}

type FoundRow = Omit<FoundPage, "snippet" | "breadcrumb"> & {
  readonly excerpt: string;
  /** From the drive down to the parent. */
  readonly way: readonly { readonly title: string; readonly isVisible: boolean }[];
};

/** Pages a person may view that match, best first; misspelled titles are looked for only where nothing matches as typed. */
export async function searchPages(db: Database, search: PageSearch): Promise<SearchResult> {
  const parsed = parseQuery(search.query);
  if (parsed.folded === "") return { mode: "typed", pages: [] };
  const { mode, rows } = await findInMode(db, search, parsed);
  const pages = rows.map(({ excerpt, way, ...page }) => ({
    ...page,
    snippet: makeSnippet(excerpt, parsed),
    breadcrumb: way.slice(way.findLastIndex((step) => !step.isVisible) + 1).map((step) => step.title),
  }));
  return { mode, pages };
}

async function findInMode(
  db: Database,
  search: PageSearch,
  parsed: ParsedQuery,
): Promise<{ readonly mode: SearchMode; readonly rows: readonly FoundRow[] }> {
  if (search.place?.mode !== "misspelled") {
    const rows = await find(db, search, { parsed, select: statementFor(parsed) });
    if (rows.length > 0 || search.place) return { mode: "typed", rows };
  }
  const rows = await db.transaction(async (tx) => {
    await tx.execute(sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(leastSimilarity)}, true)`);
    return find(tx, search, { parsed, select: findMisspelled });
  });
  return { mode: "misspelled", rows };
}

function statementFor({ tsquery, isSoughtInside }: ParsedQuery): PreparedStatement<FoundRow> {
  if (tsquery === null) return findByTitle;
  return isSoughtInside ? findByWordsOrTitle : findByWords;
}

/**
 * A statement that finds pages: of the person `$1`, for the folded query `$2`, as a tsquery `$3`, as a pattern `$4` and as
 * words `$5`, of which `$10` may be a beginning; in the drives `$6` and of the type `$7` where those are given; `$8` of them
 * after the first `$9`. The vector tells where in the text a hit stands, whatever the script.
 */
function prepareFind(name: string, matches: string): PreparedStatement<FoundRow> {
  return prepare<FoundRow>(
    name,
    `WITH open_scopes AS MATERIALIZED (${openScopes("$1::uuid")}),
    granted AS MATERIALIZED (${grantedPages("$1::uuid")}),
    candidates AS MATERIALIZED (
      SELECT e.page_id, e.drive_id, e.type, e.title, ${foldedTitle} AS folded, e.vector
      FROM search_entries e
      WHERE NOT e.trashed
        AND (e.scope_id = ANY (ARRAY(SELECT scope_id FROM open_scopes))
          OR e.page_id = ANY (ARRAY(SELECT page_id FROM granted)))
        AND ${matches}
        AND ($6::uuid[] IS NULL OR e.drive_id = ANY ($6::uuid[]))
        AND ($7::text IS NULL OR e.type = $7::text)
      LIMIT ${candidateLimit}
    ),
    ranked AS (
      SELECT c.page_id, c.drive_id, c.type, c.title,
        ts_rank('{0.1, 0.2, 0.4, 1.0}', c.vector, $3::tsquery, 1)
          + word_similarity($2, c.folded)
          + CASE WHEN c.folded = $2 THEN 2 WHEN c.folded LIKE $4 THEN 0.5 ELSE 0 END
          AS score
      FROM candidates c
      ORDER BY score DESC, c.page_id
      LIMIT $8::integer OFFSET $9::integer
    ),
    seen AS MATERIALIZED (${visibleAmong(
      `SELECT page_id AS id FROM ranked
      UNION SELECT unnest(p.ancestor_ids) FROM ranked JOIN pages p ON p.id = ranked.page_id`,
      "$1::uuid",
    )})
    SELECT r.page_id AS "pageId", r.drive_id AS "driveId", r.type, r.title,
      (SELECT own.icon FROM pages own WHERE own.id = r.page_id) AS icon, excerpt.text AS excerpt, way.steps AS way
    FROM ranked r
    JOIN seen AS allowed ON allowed.page_id = r.page_id
    JOIN search_entries e ON e.page_id = r.page_id
    CROSS JOIN LATERAL (
      SELECT greatest(1, coalesce(min(at.position), 1) - coalesce(e.places[1], 0)) AS position
      FROM unnest(e.vector) AS found(lexeme, positions, weights)
      CROSS JOIN LATERAL unnest(found.positions, found.weights) AS at(position, weight)
      WHERE (found.lexeme = ANY ($5::text[]) OR starts_with(found.lexeme, $10::text)) AND at.weight = 'D'
    ) AS hit
    CROSS JOIN LATERAL (
      SELECT coalesce(e.places[2 + (hit.position - 1) / ${positionsPerPlace}], 0) AS earliest,
        coalesce(e.places[3 + (hit.position - 1) / ${positionsPerPlace}], 0) AS latest
    ) AS place
    CROSS JOIN LATERAL (
      SELECT substring(
        e.body FROM greatest(1, place.earliest - ${excerptBefore})
        FOR least(${longestExcerpt}, greatest(0, place.latest - place.earliest) + ${excerptCharacters})
      ) AS text
    ) AS excerpt
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('title', step.title, 'isVisible', step.visible) ORDER BY step.depth) AS steps
      FROM (
        SELECT d.name AS title, true AS visible, 0 AS depth FROM drives d WHERE d.id = r.drive_id
        UNION ALL
        SELECT a.title, a.id IN (SELECT page_id FROM seen), line.depth
        FROM pages p CROSS JOIN LATERAL unnest(p.ancestor_ids) WITH ORDINALITY AS line(id, depth)
        JOIN pages a ON a.id = line.id
        WHERE p.id = r.page_id
      ) AS step
    ) AS way
    ORDER BY r.score DESC, r.page_id`,
  );
}

const findByTitle = prepareFind("find-by-title", `${foldedTitle} LIKE $4`);
const findByWords = prepareFind("find-by-words", "e.vector @@ $3::tsquery");
const findByWordsOrTitle = prepareFind("find-by-words-or-title", `(e.vector @@ $3::tsquery OR ${foldedTitle} LIKE $4)`);
/** Titles much like the query, or those where each of its words begins a word but for a slip: a letter more, less or other, or two that changed places. */
const findMisspelled = prepareFind(
  "find-misspelled",
  `$2 <% ${foldedTitle} AND (
    word_similarity($2, ${foldedTitle}) >= ${typoSimilarity}
    OR NOT EXISTS (
      SELECT FROM unnest($5::text[]) AS typed(word)
      CROSS JOIN LATERAL (
        SELECT left(typed.word, ${comparedLetters}) AS word,
          CASE WHEN char_length(typed.word) < 4 THEN 0 WHEN char_length(typed.word) < 8 THEN 1 ELSE 2 END AS slips,
          ARRAY(
            SELECT left(typed.word, i - 1) || substr(typed.word, i + 1, 1) || substr(typed.word, i, 1) || substr(typed.word, i + 2)
            FROM generate_series(1, least(char_length(typed.word), ${comparedLetters}) - 1) AS i
            WHERE char_length(typed.word) >= 4
          ) AS swapped
      ) AS sought
      WHERE NOT EXISTS (
        SELECT FROM regexp_split_to_table(${foldedTitle}, '[^[:alnum:]]+') AS own(word)
        WHERE left(own.word, 1) = left(sought.word, 1) AND least(
            levenshtein_less_equal(left(own.word, ${comparedLetters}), sought.word, sought.slips),
            levenshtein_less_equal(left(own.word, char_length(sought.word)), sought.word, sought.slips)
          ) <= sought.slips
          OR left(own.word, char_length(typed.word)) = ANY (sought.swapped)
      )
    )
  )`,
);

interface Finding {
  readonly parsed: ParsedQuery;
  readonly select: PreparedStatement<FoundRow>;
}

function find(q: Queryable, search: PageSearch, { parsed, select }: Finding): Promise<FoundRow[]> {
  const { userId, driveIds, type, limit, place } = search;
  return select(q, [
    ...[userId, parsed.folded, parsed.tsquery ?? "", parsed.titlePattern, parsed.words],
    ...[driveIds, type ?? null, limit, place?.offset ?? 0, parsed.beginning],
  ]);
}
