import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { prepare } from "#services/database/prepare.ts";
import { fileProcessingQueue } from "#services/jobs/queues.ts";
import { rootCodeOf } from "#services/platform/errors.ts";
import { healthPath } from "#services/platform/health.ts";
import type { WebServices } from "#services/web/context.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** How long a service may take to say that it is there, in milliseconds. */
const patienceMs = 2_000;
const statementsAtMost = 10;
const statementCharacters = 500;

type Health = OperationOutput<"administration.readHealth">;
type ServiceHealth = Health["services"][number];

const selectStart = prepare<{ readonly upSince: Date }>(
  "database-start",
  `SELECT pg_postmaster_start_time() AS "upSince"`,
);

const countJobs = prepare<Health["queue"]>(
  "count-jobs",
  `SELECT count(*) FILTER (WHERE state IN ('created', 'retry'))::float8 AS waiting,
     count(*) FILTER (WHERE state = 'active')::float8 AS running, count(*) FILTER (WHERE state = 'failed')::float8 AS failed
   FROM pgboss.job WHERE name = $1::text`,
);

/** Texts of statements hold no values: `pg_stat_statements` writes `$1` for them. */
const selectSlow = prepare<NonNullable<Health["slowStatements"]>[number]>(
  "slow-statements",
  `SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), ${statementCharacters}) AS statement, calls::float8 AS calls,
     mean_exec_time AS "meanMs", total_exec_time AS "totalMs"
   FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
   ORDER BY total_exec_time DESC LIMIT $1::integer`,
);

export const readHealth: Handler<"administration.readHealth"> = async ({ services }) => {
  const { realtimeInternalUrl, realtimeUrl, processorUrl } = services.peers.read();
  const upSince = new Date(performance.timeOrigin).toISOString();
  const [realtime, processor, postgres, [queue], slowStatements] = await Promise.all([
    askService("realtime", realtimeInternalUrl ?? realtimeUrl),
    askService("processor", processorUrl),
    askDatabase(services),
    countJobs(services.db, [fileProcessingQueue]),
    readSlowStatements(services),
  ]);
  return {
    services: [{ name: "web", isReachable: true, roundTripMs: null, upSince }, realtime, processor, postgres],
    queue: queue ?? { waiting: 0, running: 0, failed: 0 },
    hasRedis: services.config.redisUrl !== undefined,
    slowStatements,
  };
};

async function askService(name: "realtime" | "processor", origin: string | undefined): Promise<ServiceHealth> {
  const absent = { name, isReachable: false, roundTripMs: null, upSince: null };
  if (origin === undefined) return absent;
  const begun = performance.now();
  try {
    const answer = await fetch(new URL(healthPath, origin), { signal: AbortSignal.timeout(patienceMs) });
    await answer.arrayBuffer();
    return { name, isReachable: answer.ok, roundTripMs: performance.now() - begun, upSince: null };
  } catch {
    // That it does not answer is what is told.
    return absent;
  }
}

async function askDatabase({ db }: Pick<WebServices, "db">): Promise<ServiceHealth> {
  const begun = performance.now();
  const [row] = await selectStart(db, []);
  const roundTripMs = performance.now() - begun;
  return { name: "postgres", isReachable: true, roundTripMs, upSince: row?.upSince.toISOString() ?? null };
}

/** Codes of PostgreSQL for an extension that is not made, not loaded at the start, or kept from this user. */
const unavailableCodes = ["42P01", "55000", "42501"];

async function readSlowStatements({ db }: Pick<WebServices, "db">): Promise<Health["slowStatements"]> {
  try {
    return await selectSlow(db, [statementsAtMost]);
  } catch (error) {
    if (unavailableCodes.includes(rootCodeOf(error) ?? "")) return null;
    throw error;
  }
}
