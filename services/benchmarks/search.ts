import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import pg from "pg";
import { openDatabase } from "#services/database/connection.ts";
import { migrateDatabase } from "#services/database/migrate.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { searchPages } from "#services/search/search-pages.ts";
import { indexBody, indexTitle } from "#services/search/search-vector.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { makeDataDirectory, removeDataDirectory } from "#services/tests/stack/start-stack.ts";
import { printRow } from "./table.ts";

/**
 * Searches of each kind among many pages of one drive, through the search itself without HTTP: median and p95 in ms.
 * Run: node services/benchmarks/search.ts --pages 100000
 */
const { values } = parseArgs({
  options: { pages: { type: "string", default: "100000" }, runs: { type: "string", default: "60" } },
});
const [pageCount, runs] = [Number(values.pages), Number(values.runs)];
const [wordsPerPage, vocabulary, batchPages] = [60, 200_000, 2_000];
const syllables = [
  "ka",
  "lo",
  "mi",
  "ren",
  "tu",
  "sal",
  "vo",
  "der",
  "nim",
  "pas",
  "gor",
  "el",
  "fi",
  "un",
  "schif",
  "dam",
];
const han = "我想去游泳会议记录讨论了数据库的性能优化问题天气很好学习";

/** The same numbers in every run. */
let seed = 1;
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

/** The word of a rank: low ranks are common, as in any language. */
function wordOf(rank: number): string {
  let word = "";
  for (let rest = rank + 1; rest > 0 || word.length < 4; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length] ?? "";
  return word;
}

function text(words: number): string {
  const drawn = Array.from({ length: words }, () => wordOf(Math.floor(vocabulary ** random()) - 1));
  const start = Math.floor(random() * (han.length - 4));
  return `${drawn.join(" ")} ${han.slice(start, start + 4)}`;
}

const logger = createLogger({ name: "benchmark", level: "silent" });
const dataDirectory = makeDataDirectory();
const postgres = await startPostgres({
  dataDirectory,
  password: randomBytes(24).toString("base64url"),
  logger,
  signal: new AbortController().signal,
  maxConnections: 10,
});
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await postgres.stop();
    removeDataDirectory(dataDirectory);
    process.exit(1);
  });
}
await migrateDatabase({ url: postgres.url, logger });
const client = new pg.Client({ connectionString: postgres.url });
const open = openDatabase({ url: postgres.url, maxConnections: 4, logger, keepsStatements: true });
try {
  await client.connect();
  const [userId, driveId] = [createId(), createId()];
  await client.query("INSERT INTO users (id, name) VALUES ($1, 'Ada')", [userId]);
  await client.query("INSERT INTO drives (id, name, kind, owner_id) VALUES ($1, 'Bench', 'shared', $2)", [
    driveId,
    userId,
  ]);
  await client.query("INSERT INTO drive_members (drive_id, user_id, role) VALUES ($1, $2, 'owner')", [driveId, userId]);
  const known = new Set<string>();
  for (let from = 0; from < pageCount; from += batchPages) {
    const rows = Array.from({ length: Math.min(batchPages, pageCount - from) }, (_, index) => {
      const [title, body] = [text(3), text(wordsPerPage)];
      const [titleIndex, bodyIndex] = [indexTitle(title), indexBody(body)];
      for (const word of body.split(" ")) if (/^\p{L}{4,40}$/u.test(word)) known.add(word);
      const vector = { title: titleIndex.vector, body: bodyIndex.vector };
      return {
        id: createId(),
        position: String(from + index).padStart(8, "0"),
        title,
        body,
        vector,
        places: [titleIndex.positions, ...bodyIndex.places],
      };
    });
    await client.query(
      `INSERT INTO pages (id, drive_id, position, type, title) SELECT id, $2, position, 'document', title
       FROM jsonb_to_recordset($1) AS r(id uuid, position text, title text)`,
      [JSON.stringify(rows), driveId],
    );
    await client.query(
      `INSERT INTO search_entries (page_id, drive_id, scope_id, type, title, body, folded_title, vector, places, index_version)
       SELECT id, $2, $2, 'document', title, body, lower(title), (vector->>'title')::tsvector || (vector->>'body')::tsvector, places, 99
       FROM jsonb_to_recordset($1) AS r(id uuid, title text, body text, vector jsonb, places integer[])`,
      [JSON.stringify(rows), driveId],
    );
  }
  const {
    rows: [table],
  } = await client.query<{ words: string | null }>("SELECT to_regclass('search_words') AS words");
  if (table?.words) {
    await client.query("INSERT INTO search_words SELECT unnest($1::text[])", [[...known]]);
    await client.query("VACUUM ANALYZE search_words");
  }
  await client.query("VACUUM ANALYZE pages");
  await client.query("VACUUM ANALYZE search_entries");
  const {
    rows: [size],
  } = await client.query<{ size: string }>("SELECT pg_size_pretty(pg_total_relation_size('search_entries')) AS size");
  process.stdout.write(
    `${pageCount} pages, ${wordsPerPage} words each, ${known.size} known words, entries ${size?.size ?? ""}\n`,
  );
  printRow("query", "median ms", "p95 ms", "hits");
  const rank = (of: number) => wordOf(Math.floor(of * (0.9 + random() * 0.1)));
  const kinds: Readonly<Record<string, () => string>> = {
    rare: () => `${rank(150_000)} `.trim(),
    common: () => wordOf(Math.floor(random() * 20)),
    prefix: () => rank(5_000).slice(0, 5),
    "two words": () => `${wordOf(Math.floor(random() * 50))} ${rank(2_000)}`,
    CJK: () => han.slice(3, 5 + Math.floor(random() * 2)),
    slip: () => rank(150_000).replace(/^(..)./, "$1x"),
    inside: () => rank(4_000).slice(2),
  };
  for (const [kind, make] of Object.entries(kinds)) {
    const [times, hits]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs + 10; run += 1) {
      const query = make();
      const start = performance.now();
      const { pages } = await searchPages(open.db, {
        userId,
        query,
        driveIds: null,
        isTrashed: false,
        limit: 21,
        place: undefined,
      });
      if (run < 10) continue;
      times.push(performance.now() - start);
      hits.push(pages.length);
    }
    const at = (share: number) =>
      (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
    printRow(kind, at(0.5), at(0.95), (hits.reduce((a, b) => a + b, 0) / hits.length).toFixed(1));
  }
} finally {
  await client.end();
  await open.close();
  await postgres.stop();
  removeDataDirectory(dataDirectory);
}
