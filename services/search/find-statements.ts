import { type PreparedStatement, prepare } from "#services/database/prepare.ts";
import { positionsPerPlace } from "./search-vector.ts";
import { grantedPages, openScopes, visibleAmong } from "./visible-entries.ts";

/** Most entries that are ranked for one query. */
const candidateLimit = 2_000;

/** How like a part of a title must be to count as a misspelling of it, from 0 to 1. */
const typoSimilarity = 0.5;

/** How like it must at least be to be looked at letter by letter. */
export const leastSimilarity = 0.25;

/** How much text around the first hit is fetched to make a snippet of, in characters. */
const excerptBefore = 300;
const excerptCharacters = 2_000;

/** Most text fetched for a snippet, in characters: in long texts the place of a hit is known only so far. */
const longestExcerpt = 8_000;

/** A title as search compares it; entries made before there was a folded one have the title itself. */
const foldedTitle = "coalesce(e.folded_title, lower(e.title))";

/** How much of a word is compared letter by letter; PostgreSQL compares at most 255 bytes. */
const comparedLetters = 60;

/** A page that was found; `excerpt` is text around the first hit. */
export interface FoundRow {
  readonly pageId: string;
  readonly driveId: string;
  readonly type: string;
  readonly title: string;
  readonly icon: string | null;
  readonly excerpt: string;
  /** From the drive down to the parent. */
  readonly way: readonly { readonly title: string; readonly isVisible: boolean }[];
}

interface Matching {
  readonly matches: string;
  readonly isFiltered: boolean;
}

/** The same statement for the common search and for one with filters. */
export interface FindStatement {
  readonly plain: PreparedStatement<FoundRow>;
  readonly filtered: PreparedStatement<FoundRow>;
}

function prepareBoth(name: string, matches: string): FindStatement {
  return {
    plain: prepareFind(name, { matches, isFiltered: false }),
    filtered: prepareFind(`${name}-filtered`, { matches, isFiltered: true }),
  };
}

/** What is asked of pages beyond their words; statements without it are planned for the common search. */
const filter = `e.trashed = $15::boolean AND EXISTS (
        SELECT FROM pages f WHERE f.id = e.page_id
          AND ($12::uuid IS NULL OR f.created_by = $12::uuid)
          AND ($13::timestamptz IS NULL OR f.updated_at >= $13::timestamptz)
          AND ($14::timestamptz IS NULL OR f.updated_at < $14::timestamptz))`;

/**
 * A statement that finds pages: of the person `$1`, for the folded query `$2`, as a tsquery `$3`, as a pattern `$4` and as
 * words `$5`, of which `$10` may be a beginning, without those that match the tsquery `$11`; in the drives `$6` and of the
 * type `$7` where those are given; `$8` of them after the first `$9`; where filtered, made by `$12`, changed since `$13` and
 * before `$14`, in the trash where `$15`. The vector tells where in the text a hit stands, whatever the script.
 */
function prepareFind(name: string, { matches, isFiltered }: Matching): PreparedStatement<FoundRow> {
  return prepare<FoundRow>(
    name,
    `WITH open_scopes AS MATERIALIZED (${openScopes("$1::uuid")}),
    granted AS MATERIALIZED (${grantedPages("$1::uuid")}),
    candidates AS MATERIALIZED (
      SELECT e.page_id, e.drive_id, e.type, e.title, ${foldedTitle} AS folded, e.vector
      FROM search_entries e
      WHERE ${isFiltered ? filter : "NOT e.trashed"}
        AND (e.scope_id = ANY (ARRAY(SELECT scope_id FROM open_scopes))
          OR e.page_id = ANY (ARRAY(SELECT page_id FROM granted)))
        AND ${matches}
        AND ($11::text IS NULL OR NOT e.vector @@ $11::tsquery)
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

export const findByTitle = prepareBoth("find-by-title", `${foldedTitle} LIKE $4`);
export const findByWords = prepareBoth("find-by-words", "e.vector @@ $3::tsquery");
export const findByWordsOrTitle = prepareBoth(
  "find-by-words-or-title",
  `(e.vector @@ $3::tsquery OR ${foldedTitle} LIKE $4)`,
);
/** Texts with words like those of the query (`$3`), and titles much like the query, or those where each of its words begins a word but for a slip: a letter more, less or other, or two that changed places. */
export const findMisspelled = prepareFind("find-misspelled", {
  isFiltered: true,
  matches: `(e.vector @@ $3::tsquery OR $2 <% ${foldedTitle} AND (
    word_similarity($2, ${foldedTitle}) >= ${typoSimilarity}
    OR NOT EXISTS (
      SELECT FROM unnest($16::text[]) AS typed(word)
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
  ))`,
});
