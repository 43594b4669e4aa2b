import { parentPort, workerData } from "node:worker_threads";
import pg from "pg";
import { foldText } from "#services/search/fold-text.ts";
import { indexBody, indexTitle } from "#services/search/search-vector.ts";
import { createRandom, writeText } from "./synthetic-text.ts";

/** What a writer is started with: it writes every `of`-th batch from its own on, between two numbers of texts. */
export interface WriterData {
  readonly url: string;
  readonly from: number;
  readonly to: number;
  readonly writer: number;
  readonly of: number;
  readonly wordsPerPage: number;
}

const batchTexts = 1_000;

/** A thread of `plant-entries.ts` that fills `texts` with titles and bodies as the product indexes them, and gives the words it would note. */
async function write({ url, from, to, writer, of, wordsPerPage }: WriterData): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const known = new Set<string>();
  try {
    for (let start = from + writer * batchTexts; start < to; start += of * batchTexts) {
      const rows = Array.from({ length: Math.min(batchTexts, to - start) }, (_, index) => {
        const random = createRandom(start + index);
        const [title, body] = [writeText(random, 3), writeText(random, wordsPerPage)];
        const [titleIndex, bodyIndex] = [indexTitle(title), indexBody(body)];
        for (const word of [...titleIndex.known, ...bodyIndex.known]) known.add(word);
        const ofTitle = [title, foldText(title), titleIndex.vector, titleIndex.positions];
        return [start + index, ...ofTitle, body, bodyIndex.vector, `{${bodyIndex.places.join(",")}}`];
      });
      await client.query(
        `INSERT INTO texts (n, title, folded, title_vector, title_positions, body, body_vector, body_places)
         SELECT n, title, folded, title_vector::tsvector, title_positions, body, body_vector::tsvector, body_places::integer[]
         FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[])
           AS r(n, title, folded, title_vector, title_positions, body, body_vector, body_places)`,
        Array.from({ length: 8 }, (_, place) => rows.map((row) => row[place])),
      );
    }
  } finally {
    await client.end();
  }
  return [...known];
}

parentPort?.postMessage(await write(workerData));
