import type { Database } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import type { ParsedQuery } from "./search-query.ts";
import { quoteLexeme } from "./search-vector.ts";

/** Most longer words that one word is sought in, the shortest of those that are looked at. */
const longerWords = 20;
const longerWordsSeen = 500;

/** Most words that one word may be a misspelling of. */
const similarWords = 5;

/** Shortest word that is compared with misspelled ones for one slip, and for two. */
const oneSlip = 4;
const twoSlips = 8;

/** A query with more words to choose from. */
export interface WidenedQuery {
  readonly tsquery: string;
  /** The words that came in. */
  readonly words: readonly string[];
}

interface Standing {
  readonly sought: string;
  readonly word: string;
}

const findLonger = prepare<Standing & Record<string, unknown>>(
  "find-longer-words",
  `SELECT sought.word AS sought, longer.word
   FROM unnest($1::text[]) AS sought(word)
   CROSS JOIN LATERAL (
     SELECT seen.word FROM (
       SELECT w.word FROM search_words w
       WHERE w.word LIKE '%' || sought.word || '%' AND w.word <> sought.word LIMIT ${longerWordsSeen}
     ) AS seen
     GROUP BY seen.word ORDER BY char_length(seen.word), seen.word LIMIT ${longerWords}
   ) AS longer`,
);

/** A slip is a letter more, less or other, or two that changed places (those stand in `$2` beside their word in `$1`). */
const findSimilar = prepare<Standing & Record<string, unknown>>(
  "find-similar-words",
  `SELECT sought.word AS sought, near.word
   FROM unnest($1::text[]) AS sought(word)
   CROSS JOIN LATERAL (
     SELECT CASE WHEN char_length(sought.word) < ${twoSlips} THEN 1 ELSE 2 END AS slips
   ) AS most
   CROSS JOIN LATERAL (
     SELECT w.word, levenshtein_less_equal(w.word, sought.word, most.slips) AS distance FROM search_words w
     WHERE left(w.word, 1) = left(sought.word, 1)
       AND char_length(w.word) = ANY (ARRAY(
         SELECT generate_series(char_length(sought.word) - most.slips, char_length(sought.word) + most.slips)))
       AND levenshtein_less_equal(w.word, sought.word, most.slips) <= most.slips
     UNION
     SELECT w.word, 1 FROM unnest($2::text[], $3::text[]) AS swapped(of, word)
     JOIN search_words w ON w.word = swapped.word WHERE swapped.of = sought.word
     ORDER BY distance, word LIMIT ${similarWords}
   ) AS near
   WHERE near.word <> sought.word`,
);

/** The query with the longer words that hold one of its words; undefined where there are none. */
export async function widenByWords(db: Database, { parts }: ParsedQuery): Promise<WidenedQuery | undefined> {
  const words = wordsOf(parts);
  if (words.length === 0) return undefined;
  const found = await findLonger(db, [words]);
  return found.length === 0 ? undefined : writeWidened(parts, found);
}

/** The query with the words that its words may be misspellings of; undefined where there are none. */
export async function widenBySlips(db: Database, { parts }: ParsedQuery): Promise<WidenedQuery | undefined> {
  const words = wordsOf(parts).filter((word) => [...word].length >= oneSlip);
  if (words.length === 0) return undefined;
  const swaps = words.flatMap((of) => swapsOf(of).map((word) => ({ of, word })));
  const found = await findSimilar(db, [words, swaps.map(({ of }) => of), swaps.map(({ word }) => word)]);
  return found.length === 0 ? undefined : writeWidened(parts, found);
}

function wordsOf(parts: ParsedQuery["parts"]): string[] {
  return [...new Set(parts.flatMap(({ word }) => (word === null ? [] : [word])))];
}

function writeWidened(parts: ParsedQuery["parts"], found: readonly Standing[]): WidenedQuery {
  const byWord = Map.groupBy(found, ({ sought }) => sought);
  const widened = parts.map(({ tsquery, word }) => {
    const more = word === null ? [] : (byWord.get(word) ?? []);
    return more.length === 0 ? tsquery : `(${[tsquery, ...more.map((each) => quoteLexeme(each.word))].join(" | ")})`;
  });
  return { tsquery: [...new Set(widened)].join(" & "), words: [...new Set(found.map(({ word }) => word))] };
}

/** A word with two neighbouring letters in each other's place, in every way. */
function swapsOf(word: string): string[] {
  const letters = [...word];
  return letters
    .slice(1)
    .map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(""));
}
