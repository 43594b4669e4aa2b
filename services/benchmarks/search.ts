import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import pg from "pg";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { migrateDatabase } from "#services/database/migrate.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { prepareFindStatements } from "#services/search/find-statements.ts";
import { createSearch, searchPages } from "#services/search/search-pages.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { makeDataDirectory, removeDataDirectory } from "#services/tests/stack/start-stack.ts";
import { plantEntries } from "./plant-entries.ts";
import { createRandom, han, wordOf } from "./synthetic-text.ts";
import { fitGrowth, printRow } from "./table.ts";

/**
 * Searches of each kind among many pages of one drive, through the search itself without HTTP: median and p95 in ms, the
 * share of the best ten that ranking every match finds too, and how the p95 grows over the sizes.
 * Run: node services/benchmarks/search.ts --pages 10000,100000,1000000
 */
const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "100000" },
    runs: { type: "string", default: "60" },
    /** Searches of each kind that are ranked exhaustively. */
    ranked: { type: "string", default: "5" },
    only: { type: "string" },
  },
});
const sizes = values.pages.split(",").map(Number);
const [runs, ranked] = [Number(values.runs), Number(values.ranked)];
const warmUps = 10;
const best = 10;

const random = createRandom(1);
const rank = (of: number) => wordOf(Math.floor(of * (0.9 + random() * 0.1)));
const kinds: Readonly<Record<string, () => string>> = {
  rare: () => rank(150_000),
  common: () => wordOf(Math.floor(random() * 20)),
  prefix: () => rank(5_000).slice(0, 5),
  "two words": () => `${wordOf(Math.floor(random() * 50))} ${rank(2_000)}`,
  CJK: () => han.slice(3, 5 + Math.floor(random() * 2)),
  slip: () => rank(150_000).replace(/^(..)./, "$1x"),
  inside: () => rank(4_000).slice(2),
};

interface Measured {
  readonly client: pg.Client;
  readonly db: Database;
  readonly url: string;
  readonly userId: string;
  readonly driveId: string;
  /** Words that were noted. */
  readonly known: Set<string>;
}

function shareOfBoth(found: readonly string[], wanted: readonly string[]): number {
  return wanted.length === 0 ? 1 : wanted.filter((id) => found.includes(id)).length / wanted.length;
}

/** The p95 of a kind in ms, after its row was printed. */
async function measureKind({ db, userId }: Measured, kind: string, size: number): Promise<number> {
  const make = kinds[kind] ?? (() => kind);
  const asked = (query: string) => ({ userId, query, driveIds: null, isTrashed: false, limit: 21, place: undefined });
  const [times, hits]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs + warmUps; run += 1) {
    const query = make();
    const start = performance.now();
    const { pages } = await searchPages(db, asked(query));
    if (run < warmUps) continue;
    times.push(performance.now() - start);
    hits.push(pages.length);
  }
  const searchAll = createSearch(prepareFindStatements(size));
  const shares: number[] = [];
  for (let run = 0; run < ranked; run += 1) {
    const query = make();
    const [capped, all] = [await searchPages(db, asked(query)), await searchAll(db, asked(query))];
    const bestOf = (result: typeof all) => result.pages.slice(0, best).map(({ pageId }) => pageId);
    shares.push(shareOfBoth(bestOf(capped), bestOf(all)));
  }
  const at = (share: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
  const mean = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / of.length;
  printRow(kind, at(0.5).toFixed(1), at(0.95).toFixed(1), mean(hits).toFixed(1), mean(shares).toFixed(2));
  return at(0.95);
}

async function measure(measured: Measured): Promise<void> {
  const { client, known } = measured;
  const measuredKinds = Object.keys(kinds).filter((kind) => values.only?.split(",").includes(kind) ?? true);
  const p95 = new Map<string, { size: number; cost: number }[]>(measuredKinds.map((kind) => [kind, []]));
  let loaded = 0;
  for (const size of sizes) {
    const start = performance.now();
    await plantEntries(measured, loaded, size);
    loaded = size;
    const { rows } = await client.query<{ size: string }>(
      "SELECT pg_size_pretty(pg_total_relation_size('search_entries')) AS size",
    );
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    process.stdout.write(
      `\n${size} pages, ${known.size} known words, entries ${rows[0]?.size ?? ""}, loaded in ${seconds} s\n`,
    );
    printRow("query", "median ms", "p95 ms", "hits", `top ${best}`);
    for (const kind of measuredKinds) p95.get(kind)?.push({ size, cost: await measureKind(measured, kind, size) });
  }
  if (sizes.length < 2) return;
  process.stdout.write("\nGrowth of the p95: exponent b of pages^b\n");
  for (const [kind, points] of p95) printRow(kind, fitGrowth(points).toFixed(2));
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
  await measure({ client, db: open.db, url: postgres.url, userId, driveId, known: new Set() });
} finally {
  await client.end();
  await open.close();
  await postgres.stop();
  removeDataDirectory(dataDirectory);
}
