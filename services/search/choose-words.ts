/** Most longer words that one word is sought in: the shortest. */
const longerWords = 20;

/** Most words that one word may be a misspelling of. */
const similarWords = 8;

/** Shortest word that is compared with others for one slip, and for two. */
const oneSlip = 4;
const twoSlips = 8;

interface Choice {
  /** Two arrays side by side: a tsquery for each thing that must occur, and the word in it that others may stand for. */
  readonly parts: string;
  /** Which words: longer ones (`inside`), those like it (`misspelled`), or (null) the first kind that finds anything. */
  readonly mode: string;
  /** What `search_entries e` must hold to count as found. */
  readonly isAmong: string;
}

/**
 * SQL of common table expressions that give one row `chosen`: a `query` in which known words may stand for those of the
 * parts, the `words` that came in, and the `mode`. A word in which there is one slip agrees with the one meant in its first
 * or its second half, so only words that do are compared, found by their order forwards and backwards; the first letter must be right.
 */
export function chooseWords({ parts, mode, isAmong }: Choice): string {
  return `parts AS MATERIALIZED (
      SELECT part.place, part.tsquery, part.word, char_length(part.word) AS size, char_length(part.word) / 2 AS half,
        CASE WHEN char_length(part.word) < ${twoSlips} THEN 1 ELSE 2 END AS slips
      FROM unnest(${parts}) WITH ORDINALITY AS part(tsquery, word, place)
    ),
    longer AS MATERIALIZED (
      SELECT parts.place, longer.word FROM parts CROSS JOIN LATERAL (
        SELECT w.word FROM search_words w WHERE w.word LIKE '%' || parts.word || '%' AND w.word <> parts.word
        GROUP BY w.word ORDER BY char_length(w.word), w.word LIMIT ${longerWords}
      ) AS longer
      WHERE ${mode} IS DISTINCT FROM 'misspelled'
    ),
    inside AS MATERIALIZED (${writeQuery("longer")}),
    hit AS MATERIALIZED (
      SELECT FROM search_entries e
      WHERE ${mode} IS NULL AND e.vector @@ (SELECT query FROM inside) AND ${isAmong} LIMIT 1
    ),
    similar_words AS MATERIALIZED (
      SELECT parts.place, near.word FROM parts CROSS JOIN LATERAL (
        SELECT seen.word FROM (
          (SELECT w.word, false AS is_swapped FROM search_words w
          WHERE w.word >= left(parts.word, parts.half) AND w.word < left(parts.word, parts.half) || chr(1114111))
          UNION
          (SELECT w.word, false FROM search_words w
          WHERE reverse(w.word) >= left(reverse(parts.word), parts.size - parts.half)
            AND reverse(w.word) < left(reverse(parts.word), parts.size - parts.half) || chr(1114111)
            AND left(w.word, 1) = left(parts.word, 1))
          UNION
          (SELECT w.word, true FROM generate_series(1, parts.size - 1) AS i
          JOIN search_words w ON w.word = left(parts.word, i - 1) || substr(parts.word, i + 1, 1)
            || substr(parts.word, i, 1) || substr(parts.word, i + 2))
        ) AS seen
        CROSS JOIN LATERAL (
          SELECT levenshtein_less_equal(seen.word, parts.word, parts.slips) AS whole,
            levenshtein_less_equal(left(seen.word, parts.size), parts.word, parts.slips) AS start
        ) AS distance
        WHERE (seen.is_swapped OR least(distance.whole, distance.start) <= parts.slips) AND seen.word <> parts.word
        GROUP BY seen.word
        ORDER BY min(distance.whole), min(distance.start), seen.word LIMIT ${similarWords}
      ) AS near
      WHERE parts.size >= ${oneSlip} AND ${mode} IS DISTINCT FROM 'inside' AND NOT EXISTS (SELECT FROM hit)
    ),
    chosen AS MATERIALIZED (
      SELECT inside.query, inside.words, 'inside' AS mode FROM inside
      WHERE ${mode} = 'inside' OR EXISTS (SELECT FROM hit)
      UNION ALL
      SELECT slips.query, slips.words, 'misspelled' FROM (${writeQuery("similar_words")}) AS slips
      WHERE ${mode} = 'misspelled' OR (${mode} IS NULL AND NOT EXISTS (SELECT FROM hit))
    )`;
}

/** SQL for the parts with what may stand for them, as one query; known words are of letters alone and need no escape. */
function writeQuery(words: string): string {
  return `
      SELECT string_agg('(' || concat_ws(' | ', parts.tsquery, more.lexemes) || ')', ' & ')::tsquery AS query,
        coalesce((SELECT array_agg(DISTINCT word) FROM ${words}), '{}') AS words
      FROM parts LEFT JOIN LATERAL (
        SELECT string_agg(quote_literal(own.word), ' | ') AS lexemes FROM ${words} AS own WHERE own.place = parts.place
      ) AS more ON true`;
}
