import { once } from "node:events";
import { availableParallelism } from "node:os";
import { eq, or } from "drizzle-orm";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { files } from "#services/database/schema/pages.ts";
import { waitForSchema } from "#services/database/wait-for-schema.ts";
import { relinkDocuments } from "#services/documents/store/relink-documents.ts";
import { postHint } from "#services/events/notify-realtime.ts";
import { type JobWorker, startJobWorker } from "#services/jobs/work-queue.ts";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { type RunningService, runService, type ServiceContext } from "#services/platform/run-service.ts";
import { type Reindexing, reindexEntries } from "#services/search/reindex-entries.ts";
import { openContentStore } from "./content-store.ts";
import { createFinishFile } from "./finish-file.ts";
import { createFileProcessor } from "./process-file.ts";
import { createProcessorServer } from "./server.ts";
import { startTidying } from "./start-tidying.ts";
import { createWorkerPool } from "./worker-pool.ts";

/** One connection for reading and one for writing results is enough for each worker. */
const maxConnections = 4;

/** Most files worked on side by side: below what a supervisor gives one service, and each may take a gigabyte of memory. */
const maxWorkers = 8;

await runService("processor", startProcessor);

async function startProcessor({ config, logger, channel, peers }: ServiceContext): Promise<RunningService> {
  const store = await openContentStore(config.uploadDirectory);
  const swept = await store.sweep();
  if (swept > 0) logger.info({ swept }, "removed what interrupted uploads left behind");

  const { db, close: closeDatabase } = openDatabase({ ...config.database, maxConnections, logger });
  const workers = createWorkerPool({ channel });
  const server = createProcessorServer({
    store,
    workers,
    serviceSecret: config.secrets.service,
    launchNonce: config.launchNonce,
    logger,
  });
  const port = await listen(server, config.processor);

  const finish = createFinishFile(db, (streams) => postHint(peers, config.secrets.service, { streams }));
  const stopping = new AbortController();
  const working = startJobWorker(
    {
      directUrl: config.database.directUrl,
      logger,
      concurrency: Math.min(availableParallelism(), maxWorkers),
      processFile: createFileProcessor({ db, store, workers, finish, logger }),
    },
    stopping.signal,
  ).then(async (worker) => {
    await worker.enqueue(await listPending(db));
    return worker;
  });
  const reindex = () => reindexOlder({ db, logger, signal: stopping.signal, databaseUrl: config.database.directUrl });
  let reindexing = reindex();
  const tidying = startTidying({
    store,
    logger,
    askAgain: async () => {
      await (await working).enqueue(await listPending(db));
      reindexing = reindexing.then(reindex);
    },
  });
  working.catch((error: unknown) => {
    if (!stopping.signal.aborted) logger.error({ err: error }, "no files are being processed");
  });

  return {
    port,
    async stop() {
      stopping.abort();
      await tidying.stop();
      server.close();
      server.closeIdleConnections();
      const worker: JobWorker | undefined = await working.catch(() => undefined);
      await worker?.stop();
      await reindexing;
      server.closeAllConnections();
      await closeDatabase();
    },
  };
}

/** Makes what an older release indexed findable in this one's way, once web has brought the database to its schema. */
async function reindexOlder(options: Reindexing & { readonly databaseUrl: string }): Promise<void> {
  const { databaseUrl, logger, signal } = options;
  try {
    await waitForSchema({ url: databaseUrl, logger, signal });
    const made = await reindexEntries(options);
    if (made > 0) logger.info({ made }, "made pages findable in the way of this release");
    const linked = await relinkDocuments(options);
    if (linked > 0) logger.info({ linked }, "found the links of documents in the way of this release");
  } catch (error) {
    if (!signal.aborted) logger.error({ err: error }, "pages of an older release are found as before for now");
  }
}

/** Contents whose job a crash may have lost; asking for them twice does no harm. */
async function listPending(db: Database): Promise<string[]> {
  const rows = await db
    .select({ contentHash: files.contentHash })
    .from(files)
    .where(or(eq(files.preview, "pending"), eq(files.text, "pending")));
  return rows.map((row) => row.contentHash);
}

async function listen(
  server: ReturnType<typeof createProcessorServer>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw error;
    const sentence = `Port ${port} is taken, so the file service cannot start; free it or set PROCESSOR_PORT to another.`;
    throw new PermanentFailure(sentence, { cause: error });
  }
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}
