import { type PreparedStatement, prepare } from "#services/database/prepare.ts";
import { chooseWords } from "./choose-words.ts";
import { positionsPerPlace } from "./search-vector.ts";
import { grantedPages, openScopes, visibleAmong } from "./visible-entries.ts";

/** Most entries that are ranked for one query of the product. */
const candidateLimit = 2_000;

/** How much text around the first hit is fetched to make a snippet of, in characters. */
const excerptBefore = 300;
const excerptCharacters = 2_000;

/** Most text fetched for a snippet, in characters: in long texts the place of a hit is known only so far. */
const longestExcerpt = 8_000;

/** So few hits are widened; searching for more would make common searches slow for results nobody reads. */
export const fewHits = 10;

/** A title as search compares it; entries made before there was a folded one have the title itself. */
const foldedTitle = "coalesce(e.folded_title, lower(e.title))";

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

/** A page found by more words than were typed; `words` came in, and hold a typed one inside or are much like it. */
export interface WidenedRow extends FoundRow {
  readonly words: readonly string[];
  readonly mode: "inside" | "misspelled";
}

interface Matching {
  readonly matches: string;
  /** Most entries that are ranked. */
  readonly candidates: number;
  readonly isFiltered: boolean;
  /** Where the words are not those of the parameters: what gives them as `query`, `words` and `mode` of `chosen`. */
  readonly chosen?: string;
  /** Whether what matches carries the tags already. */
  readonly isGatheredByTag?: boolean;
  /** Those changed last come first, whatever their words. */
  readonly isNewestFirst?: boolean;
}

/** A page found as typed; `canWiden` says whether longer words would find more. */
export interface TypedRow extends FoundRow {
  readonly canWiden: boolean;
}

/** The same statement for the common search and for one with filters. */
export interface FindStatement {
  readonly plain: PreparedStatement<TypedRow>;
  readonly filtered: PreparedStatement<TypedRow>;
}

/** The statements of a search. */
export interface FindStatements {
  readonly byTitle: FindStatement;
  readonly byWords: FindStatement;
  readonly byWordsOrTitle: FindStatement;
  /** All pages that carry tags, without words. */
  readonly listTagged: FindStatement;
  /** All pages that the filters leave, without words. */
  readonly listFiltered: FindStatement;
  /** Pages with the words of the query inside longer words, where `$19` is `inside` or not known yet; else with slips in them. */
  readonly widened: PreparedStatement<WidenedRow>;
}

/** What is asked of pages beyond their words; statements without it are planned for the common search. */
const filter = `e.trashed = $15::boolean AND EXISTS (
        SELECT FROM pages f WHERE f.id = e.page_id
          AND ($12::uuid IS NULL OR f.created_by = $12::uuid)
          AND ($13::timestamptz IS NULL OR f.updated_at >= $13::timestamptz)
          AND ($14::timestamptz IS NULL OR f.updated_at < $14::timestamptz))`;

/** What carries which of the tags `$16`. */
const carriedTags = `FROM page_tags carried JOIN tags tag ON tag.id = carried.tag_id AND tag.deleted_at IS NULL
          WHERE carried.set_aside_at IS NULL AND carried.tag_id = ANY ($16::uuid[])`;

/** Asked of each page that has the words. */
const carriesTags = `($16::uuid[] IS NULL OR (
          SELECT count(*) ${carriedTags} AND carried.page_id = e.page_id) = cardinality($16::uuid[]))`;

/** Gathered once, where there are no words to begin with. */
const amongTagged = `e.page_id IN (
          SELECT carried.page_id ${carriedTags} GROUP BY carried.page_id HAVING count(*) = cardinality($16::uuid[]))`;

/** What every search asks: that the person may see it, and the drives and type they chose. */
const asked = `(e.scope_id = ANY (ARRAY(SELECT scope_id FROM open_scopes))
          OR e.page_id = ANY (ARRAY(SELECT page_id FROM granted)))
        AND ($11::text IS NULL OR NOT e.vector @@ $11::tsquery)
        AND ($6::uuid[] IS NULL OR e.drive_id = ANY ($6::uuid[]))
        AND ($7::text IS NULL OR e.type = $7::text)`;

/** When the page of a row was changed last. */
function changedAt(row: string): string {
  return `(SELECT page.updated_at FROM pages page WHERE page.id = ${row}.page_id)`;
}

/** Whether so few are found that more is worth finding, and a known word holds one of `$12` (filtered: `$17`) inside. */
function longerWordStands(isFiltered: boolean): string {
  return `CASE WHEN (SELECT count(*) FROM ranked) < ${fewHits} THEN (
        SELECT coalesce(sum(longer.words), 0) > 0 FROM unnest(${isFiltered ? "$17" : "$12"}::text[]) AS typed(word)
        CROSS JOIN LATERAL (
          -- Counted, since one that stops at the first would be planned to read the whole list.
          SELECT count(*) AS words FROM search_words w
          WHERE w.word LIKE '%' || typed.word || '%' AND w.word <> typed.word
        ) AS longer
      ) ELSE false END`;
}

/**
 * A statement that finds pages: of the person `$1`, for the folded query `$2`, as a tsquery `$3`, as a pattern `$4` and as
 * words `$5`, of which `$10` may be a beginning, without those that match the tsquery `$11`; in the drives `$6` and of the
 * type `$7` where those are given; `$8` of them after the first `$9`; where filtered, made by `$12`, changed since `$13` and
 * before `$14`, in the trash where `$15`, carrying all tags of `$16`. The vector tells where in the text a hit stands, whatever the script.
 */
function prepareFind<Row extends FoundRow>(
  name: string,
  { matches, candidates, isFiltered, isGatheredByTag = false, chosen, isNewestFirst = false }: Matching,
): PreparedStatement<Row> {
  const query = chosen ? "(SELECT query FROM chosen)" : "$3::tsquery";
  return prepare<Row>(
    name,
    `WITH open_scopes AS MATERIALIZED (${openScopes("$1::uuid")}),
    granted AS MATERIALIZED (${grantedPages("$1::uuid")}),
    ${chosen ? `${chosen},` : ""}
    candidates AS MATERIALIZED (
      SELECT e.page_id, e.drive_id, e.type, e.title, ${foldedTitle} AS folded, e.vector
      FROM search_entries e
      WHERE ${isFiltered ? filter : "NOT e.trashed"}${isFiltered && !isGatheredByTag ? ` AND ${carriesTags}` : ""} AND ${matches} AND ${asked}
      ${isNewestFirst ? `ORDER BY ${changedAt("e")} DESC` : ""}
      LIMIT ${candidates}
    ),
    ranked AS (
      SELECT c.page_id, c.drive_id, c.type, c.title,
        ${
          isNewestFirst
            ? `extract(epoch FROM ${changedAt("c")})`
            : `ts_rank('{0.1, 0.2, 0.4, 1.0}', c.vector, ${query}, 1)
          + word_similarity($2, c.folded)
          + CASE WHEN c.folded = $2 THEN 2 WHEN c.folded LIKE $4 THEN 0.5 ELSE 0 END`
        }
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
      ${chosen ? ", (SELECT words FROM chosen) AS words, (SELECT mode FROM chosen) AS mode" : `, ${longerWordStands(isFiltered)} AS "canWiden"`}
    FROM ranked r
    JOIN seen AS allowed ON allowed.page_id = r.page_id
    JOIN search_entries e ON e.page_id = r.page_id
    CROSS JOIN LATERAL (
      SELECT greatest(1, coalesce(min(at.position), 1) - coalesce(e.places[1], 0)) AS position
      FROM unnest(e.vector) AS found(lexeme, positions, weights)
      CROSS JOIN LATERAL unnest(found.positions, found.weights) AS at(position, weight)
      WHERE (found.lexeme = ANY (${chosen ? "(SELECT words FROM chosen)::text[] || $5::text[]" : "$5::text[]"}) OR starts_with(found.lexeme, $10::text)) AND at.weight = 'D'
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

/** The statements that rank at most so many entries; those of another number than the product's go by other names. */
export function prepareFindStatements(candidates: number): FindStatements {
  const named = (name: string) => (candidates === candidateLimit ? name : `${name}-of-${candidates}`);
  const both = (name: string, matches: string): FindStatement => ({
    plain: prepareFind(named(name), { matches, candidates, isFiltered: false }),
    filtered: prepareFind(named(`${name}-filtered`), { matches, candidates, isFiltered: true }),
  });
  // What it is not asked for is named, as every parameter has to be.
  const listed = prepareFind<TypedRow>(named("list-tagged"), {
    matches: `${amongTagged}
        AND ($2::text, $3::text, $4::text) IS NOT NULL`,
    candidates,
    isFiltered: true,
    isGatheredByTag: true,
    isNewestFirst: true,
  });
  const left = prepareFind<TypedRow>(named("list-filtered"), {
    matches: "($2::text, $3::text, $4::text) IS NOT NULL",
    candidates,
    isFiltered: true,
    isNewestFirst: true,
  });
  return {
    byTitle: both("find-by-title", `${foldedTitle} LIKE $4`),
    byWords: both("find-by-words", "e.vector @@ $3::tsquery"),
    byWordsOrTitle: both("find-by-words-or-title", `(e.vector @@ $3::tsquery OR ${foldedTitle} LIKE $4)`),
    listTagged: { plain: listed, filtered: listed },
    listFiltered: { plain: left, filtered: left },
    widened: prepareFind(named("find-widened"), {
      candidates,
      isFiltered: true,
      matches: `$3 <> '' AND (e.vector @@ (SELECT query FROM chosen) OR ${foldedTitle} LIKE $4)`,
      chosen: chooseWords({
        parts: "$17::text[], $18::text[]",
        mode: "$19::text",
        isAmong: `${filter} AND ${carriesTags} AND ${asked}`,
      }),
    }),
  };
}

export const findStatements = prepareFindStatements(candidateLimit);
