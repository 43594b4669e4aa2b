import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { decideRestart, type EndHistory } from "#services/supervisor/restart-policy.ts";
import type { Cluster } from "./cluster.ts";
import { databaseUrl, ensureDatabase } from "./databases.ts";
import { clusterDirectory, databaseUser, hasCluster, initialiseCluster } from "./initialise-cluster.ts";
import { findOperatingUser } from "./operating-user.ts";
import { locatePayload } from "./payload.ts";
import { type Listening, type Postmaster, startPostmaster } from "./postmaster.ts";
import { makePayloadReachable } from "./reachable-payload.ts";
import { reclaimCluster } from "./reclaim-cluster.ts";
import { makeSocketDirectory } from "./socket-directory.ts";

/** The database of an embedded server that all services use. */
export const databaseName = "pagespace";
const defaultMaxConnections = 60;
const usualPort = 5432;
/** How often a server that ran before is tried again while something from outside, such as a full disk, keeps it down. */
const obstacleLookMs = 2_000;

export interface PostgresOptions {
  /** The cluster lies in `postgres/<major>` below it; the caller holds this directory. */
  readonly dataDirectory: string;
  readonly password: string;
  readonly logger: Logger;
  /** Aborts a start under way; afterwards use `stop`. */
  readonly signal: AbortSignal;
  readonly maxConnections?: number;
  /** Called with each line the server writes. */
  readonly onLine?: (line: string) => void;
  /** Told with cause and cure what keeps a server that ran before from coming back; it is tried until that is gone. */
  readonly onTrouble?: ((sentence: string) => void) | undefined;
  /** Called before an existing cluster starts, while nothing runs on it. */
  readonly beforeStart?: (cluster: Cluster) => Promise<void>;
}

/** An embedded PostgreSQL that comes back by itself when it is killed. */
export interface Postgres {
  /** Connection string of the database `pagespace`; stays the same across restarts. */
  readonly url: string;
  /** The server process now; undefined while it restarts. */
  readonly pid: () => number | undefined;
  /** Rejects when the server cannot be brought back. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/** Makes the cluster if there is none, takes over what a killed supervisor left, and runs the server until it is stopped. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const isMade = hasCluster(options.dataDirectory);
  const user = findOperatingUser();
  const payload = user ? makePayloadReachable(locatePayload()) : locatePayload();
  const cluster: Cluster = { directory: clusterDirectory(options.dataDirectory), payload, user };
  const scratchDirectory = makeSocketDirectory(user);
  const removeScratch = () => rmSync(scratchDirectory, { recursive: true, force: true });
  try {
    if (isMade) {
      await reclaimCluster(cluster, { ownSocketDirectory: scratchDirectory, signal: options.signal });
      await options.beforeStart?.(cluster);
    } else {
      await initialiseCluster({ cluster, password: options.password, scratchDirectory, signal: options.signal });
    }
    const listening = await chooseListening(scratchDirectory);
    const start = (signal: AbortSignal) =>
      startPostmaster({
        cluster,
        listening,
        maxConnections: options.maxConnections ?? defaultMaxConnections,
        onLine: options.onLine ?? (() => undefined),
        signal,
      });
    const address = { listening, user: databaseUser, password: options.password };
    const postmaster = await start(options.signal);
    try {
      await ensureDatabase(databaseUrl({ ...address, database: "postgres" }), databaseName);
    } catch (error) {
      await postmaster.stop();
      throw error;
    }
    const kept = keepRunning({
      postmaster,
      start,
      cluster,
      ownSocketDirectory: scratchDirectory,
      logger: options.logger,
      onTrouble: options.onTrouble ?? (() => undefined),
    });
    return {
      url: databaseUrl({ ...address, database: databaseName }),
      pid: kept.pid,
      failed: kept.failed,
      stop: async () => {
        await kept.stop();
        removeScratch();
      },
    };
  } catch (error) {
    removeScratch();
    throw error;
  }
}

interface Kept {
  readonly postmaster: Postmaster;
  readonly start: (signal: AbortSignal) => Promise<Postmaster>;
  readonly cluster: Cluster;
  readonly ownSocketDirectory: string;
  readonly logger: Logger;
  readonly onTrouble: (sentence: string) => void;
}

/** Restarts the server at the same address whenever it ends by itself. */
function keepRunning({
  postmaster,
  start,
  cluster,
  ownSocketDirectory,
  logger,
  onTrouble,
}: Kept): Pick<Postgres, "pid" | "failed" | "stop"> {
  const stopping = new AbortController();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  let current: Postmaster | undefined = postmaster;

  /** Starts it again as soon as nothing from outside keeps it down. */
  async function startAgain(): Promise<Postmaster> {
    let told = "";
    for (;;) {
      await reclaimCluster(cluster, { ownSocketDirectory, signal: stopping.signal });
      try {
        return await start(stopping.signal);
      } catch (error) {
        if (!(error instanceof PermanentFailure)) throw error;
        logger.error({ reason: error.message }, "PostgreSQL is kept from starting again");
        if (error.message !== told) {
          onTrouble(`The database is down and comes back by itself once this is cured: ${error.message}`);
        }
        told = error.message;
      }
      await delay(obstacleLookMs, undefined, { signal: stopping.signal });
    }
  }

  async function run(): Promise<void> {
    let history: EndHistory = [];
    let readySince: number | undefined = performance.now();
    while (!stopping.signal.aborted) {
      let lastWords = "";
      if (current) {
        const { lastLines } = await current.ended;
        lastWords = lastLines.at(-1) ?? "";
        current = undefined;
      }
      if (stopping.signal.aborted) return;
      logger.warn({ lastWords }, "PostgreSQL ended by itself and is started again");
      const decision = decideRestart(history, { at: performance.now(), readySince, random: Math.random() });
      if (decision.kind === "give-up") throw givenUp(lastWords);
      history = decision.history;
      readySince = undefined;
      await delay(decision.delayMs, undefined, { signal: stopping.signal });
      try {
        current = await startAgain();
        readySince = performance.now();
      } catch (error) {
        if (error instanceof PermanentFailure) throw error;
        logger.warn({ reason: messageOf(error) }, "PostgreSQL could not be started again yet");
      }
    }
  }

  const running = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) failed.reject(error);
  });
  return {
    pid: () => current?.pid,
    failed: failed.promise,
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await running;
      await current?.stop();
    },
  };
}

function givenUp(lastWords: string): PermanentFailure {
  return new PermanentFailure(
    `PostgreSQL ended again and again (last: ${lastWords}); see logs/postgres.log in the data directory.`,
  );
}

async function chooseListening(socketDirectory: string): Promise<Listening> {
  if (process.platform !== "win32") return { kind: "socket", directory: socketDirectory, port: usualPort };
  const server = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : usualPort);
    });
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return { kind: "loopback", port };
}
