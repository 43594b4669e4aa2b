import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { files } from "#services/database/schema/pages.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { openRelayChannel, type RelayChannel } from "#services/tests/processes/relay-channel.ts";
import { type ContentStore, openContentStore } from "./content-store.ts";
import { createFinishFile } from "./finish-file.ts";
import { createFileProcessor } from "./process-file.ts";
import { receiveUpload } from "./receive-upload.ts";
import { createWorkerPool, type WorkerPool } from "./worker-pool.ts";

const logger = createLogger({ name: "test", level: "silent" });
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
  const stopping = new AbortController();
  const processing = processWith(createWorkerPool({ channel }), stopping.signal);
  stopping.abort(new Error("stopping"));
  await expect(processing).rejects.toThrow("stopping");
  expect(await readRow()).toMatchObject({ text: "pending", attempts: 0 });
  expect(await readdir(path.join(directory, "tmp"))).toEqual([]);
});
