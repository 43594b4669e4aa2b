import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type pg from "pg";
import { indexVersion } from "#services/search/index-page.ts";
import type { WriterData } from "./write-texts.ts";

/** Titles, and bodies, that are made: more pages than these pair each title with several bodies. */
const mostTexts = 50_000;

const wordsPerPage = 60;
const writers = 2;
const pagesPerStatement = 50_000;

const textColumns = `n integer PRIMARY KEY, title text, folded text, title_vector tsvector, title_positions integer,
  body text, body_vector tsvector, body_places integer[]`;

interface Planting {
  readonly client: pg.Client;
  readonly url: string;
  readonly driveId: string;
  /** Words that were noted; grows. */
  readonly known: Set<string>;
}

/**
 * Plants pages with their entries, from one number of them up to another. An entry is what the product writes for its
 * title and body, both indexed by the product. Indexes are made after the rows: made with each row they take most of the time.
 */
export async function plantEntries({ client, url, driveId, known }: Planting, from: number, to: number): Promise<void> {
  await client.query(`CREATE UNLOGGED TABLE IF NOT EXISTS texts (${textColumns})`);
  const noted = await writeTexts(url, Math.min(from, mostTexts), Math.min(to, mostTexts));
  const fresh = noted.filter((word) => !known.has(word));
  for (const word of fresh) known.add(word);
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename IN ('pages', 'search_entries', 'search_words') AND indexname NOT LIKE '%\\_pkey'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await client.query("INSERT INTO search_words SELECT unnest($1::text[])", [fresh]);
  // What the rows refer to is there: nothing needs to look.
  await client.query("SET session_replication_role = replica; SET synchronous_commit = off");
  for (let start = from; start < to; start += pagesPerStatement) {
    await client.query(
      `WITH planted AS MATERIALIZED (
         SELECT uuidv7() AS id, i, i % $4 AS title, (i::bigint * 7919 + i / $4 * 31) % $4 AS body
         FROM generate_series($2::integer, $3::integer - 1) i),
       own AS (
         INSERT INTO pages (id, drive_id, position, type, title)
         SELECT planted.id, $1, lpad(i::text, 8, '0'), 'document', t.title FROM planted JOIN texts t ON t.n = planted.title)
       INSERT INTO search_entries (page_id, drive_id, scope_id, type, title, body, folded_title, vector, places, index_version)
       SELECT planted.id, $1, $1, 'document', t.title, b.body, t.folded, t.title_vector || b.body_vector,
         t.title_positions || b.body_places, ${indexVersion}
       FROM planted JOIN texts t ON t.n = planted.title JOIN texts b ON b.n = planted.body`,
      [driveId, start, Math.min(start + pagesPerStatement, to), Math.min(to, mostTexts)],
    );
  }
  await client.query("SET maintenance_work_mem = '512MB'");
  for (const { definition } of rows) await client.query(definition);
  for (const table of ["pages", "search_entries", "search_words"]) await client.query(`VACUUM ANALYZE ${table}`);
}

async function writeTexts(url: string, from: number, to: number): Promise<readonly string[]> {
  const noted = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const workerData: WriterData = { url, from, to, writer, of: writers, wordsPerPage };
      const thread = new Worker(new URL("write-texts.ts", import.meta.url), { workerData });
      const [words]: unknown[] = await once(thread, "message");
      return Array.isArray(words) ? words.map(String) : [];
    }),
  );
  return [...new Set(noted.flat())];
}
