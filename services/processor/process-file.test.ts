import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ToChild } from "#services/contracts/control.ts";
import { type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { files } from "#services/database/schema/pages.ts";
import type { ControlChannel } from "#services/platform/control-channel.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { makeEndlessHtml } from "#services/tests/fixtures/make-endless-html.ts";
import { openRelayChannel, type RelayChannel } from "#services/tests/processes/relay-channel.ts";
import { type ContentStore, openContentStore } from "./content-store.ts";
import { createFinishFile } from "./finish-file.ts";
import { createFileProcessor } from "./process-file.ts";
import { receiveUpload } from "./receive-upload.ts";
import { createWorkerPool, type WorkerPool } from "./worker-pool.ts";

const logger = createLogger({ name: "test", level: "silent" });
const crowded = "Too many workers are running already.";
const never = new AbortController().signal;
let test: TestDatabase;
let database: OpenDatabase;
let directory: string;
let store: ContentStore;
let channel: RelayChannel;
let contentHash: string;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase({ url: test.url, maxConnections: 2, logger });
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-process-"));
  store = await openContentStore(directory);
  channel = openRelayChannel();
});
afterAll(async () => {
  channel[Symbol.dispose]();
  await database.close();
  await test[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  const blob = await receiveUpload(store, { body: Readable.from([Buffer.from(`text ${Math.random()}`)]) });
  contentHash = blob.contentHash;
  await database.db.insert(files).values({ ...blob, preview: "none", text: "pending" });
});

/** Real workers, each of which meets its end before it can answer. */
function mortalWorkers(): WorkerPool {
  const pool = createWorkerPool({ channel });
  return {
    extract(request, signal) {
      const extracting = pool.extract(request, signal);
      channel.launched.at(-1)?.kill();
      return extracting;
    },
  };
}

/** Gives the file bytes that keep their reader busy for hours. */
async function becomeEndless(): Promise<void> {
  await writeFile(store.pathOf(contentHash, "blob"), makeEndlessHtml());
  await database.db.update(files).set({ mediaType: "text/html" }).where(eq(files.contentHash, contentHash));
}

/** A channel to a supervisor that has no room for another worker. */
function crowdedChannel(): ControlChannel {
  const listeners = new Set<(message: ToChild) => void>();
  return {
    isSupervised: true,
    send(message) {
      if (message.kind !== "launch-worker") return;
      const refusal = { kind: "worker-failed", requestId: message.requestId, sentence: crowded } as const;
      queueMicrotask(() => {
        for (const listener of listeners) listener(refusal);
      });
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onDisconnect: () => undefined,
  };
}

function processWith(workers: WorkerPool, signal = never): Promise<void> {
  const finish = createFinishFile(database.db, () => Promise.resolve());
  return createFileProcessor({ db: database.db, store, workers, finish, logger })(contentHash, signal);
}

async function readRow() {
  const [row] = await database.db.select().from(files).where(eq(files.contentHash, contentHash));
  return row;
}

it("a file whose workers crash is tried three times and then parked with the reason", async () => {
  for (let attempt = 1; attempt < 3; attempt += 1) {
    await expect(processWith(mortalWorkers())).rejects.toThrow("was killed");
    expect(await readRow()).toMatchObject({ text: "pending", attempts: attempt });
  }
  await processWith(mortalWorkers());
  expect(await readRow()).toMatchObject({ text: "failed", textReason: expect.stringContaining("was killed") });
  await processWith(mortalWorkers());
  expect(await readRow()).toMatchObject({ attempts: 3 });
});

it("a file whose worker crashed once is read the next time", async () => {
  await expect(processWith(mortalWorkers())).rejects.toThrow();
  await processWith(createWorkerPool({ channel }));
  expect(await readRow()).toMatchObject({ text: "ready", textContent: expect.stringMatching(/^text 0\./) });
});

it("an attempt broken off by the service's own stop does not count, and nothing is left lying about", async () => {
  await becomeEndless();
  const before = channel.launched.length;
  const stopping = new AbortController();
  const processing = processWith(createWorkerPool({ channel }), stopping.signal);
  processing.catch(() => undefined);
  await expect.poll(() => channel.launched.length).toBe(before + 1);
  expect(await readRow()).toMatchObject({ attempts: 1 });
  stopping.abort(new Error("stopping"));
  await expect(processing).rejects.toThrow("stopping");
  expect(await channel.launched.at(-1)?.ended).toMatchObject({ reason: "SIGKILL" });
  expect(await readRow()).toMatchObject({ text: "pending", attempts: 0 });
  expect(await readdir(path.join(directory, "tmp"))).toEqual([]);
});

it("an attempt for which no worker was to be had does not count", async () => {
  const refusing = createWorkerPool({ channel: crowdedChannel() });
  await expect(processWith(refusing)).rejects.toThrow(crowded);
  expect(await readRow()).toMatchObject({ text: "pending", attempts: 0 });
});

it("a file whose bytes are gone is parked with what brings them back, and without a path", async () => {
  await rm(store.pathOf(contentHash, "blob"));
  await expect(processWith(createWorkerPool({ channel }))).rejects.toThrow("are missing");
  await database.db.update(files).set({ attempts: 2 }).where(eq(files.contentHash, contentHash));
  await processWith(createWorkerPool({ channel }));
  const textReason = "The stored bytes of this file are missing; uploading the same file again brings them back.";
  expect(await readRow()).toMatchObject({ text: "failed", textReason });
});

it("a result that cannot be kept is parked with a sentence, whatever the database or the disk said", async () => {
  await database.db.update(files).set({ attempts: 2 }).where(eq(files.contentHash, contentHash));
  const finish = createFinishFile(database.db, () => Promise.resolve());
  let isFirst = true;
  const processFile = createFileProcessor({
    db: database.db,
    store,
    workers: createWorkerPool({ channel }),
    logger,
    async finish(hash, finished) {
      if (!isFirst) return finish(hash, finished);
      isFirst = false;
      await database.db.execute("SELECT secret FROM nowhere");
    },
  });
  await processFile(contentHash, never);
  const textReason = "The server could not read this file just now; try again later.";
  expect(await readRow()).toMatchObject({ text: "failed", textReason });
});
