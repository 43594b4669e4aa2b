import { readFile, rm, stat } from "node:fs/promises";
import { and, eq, or, sql } from "drizzle-orm";
import type { ExtractionResult } from "#services/contracts/extraction.ts";
import type { Database } from "#services/database/connection.ts";
import { files } from "#services/database/schema/pages.ts";
import { rootCodeOf } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import type { ContentStore } from "./content-store.ts";
import { explainHindrance } from "./explain-failure.ts";
import type { Finished, FinishFile } from "./finish-file.ts";
import { WorkerFailure, type WorkerPool, WorkerRefused } from "./worker-pool.ts";

/** How often the reading of a file is begun before it is parked. */
const maxAttempts = 3;

/** Most a worker may write as text, in bytes; it cuts the text far below. */
const maxTextBytes = 25_000_000;

export interface ProcessFileOptions {
  readonly db: Database;
  readonly store: ContentStore;
  readonly workers: WorkerPool;
  readonly finish: FinishFile;
  readonly logger: Logger;
}

interface PendingFile {
  readonly contentHash: string;
  readonly mediaType: string;
  readonly wantsPreview: boolean;
  readonly wantsText: boolean;
  readonly attempts: number;
}

/** Makes what a file still lacks, in a worker; what the file itself is to blame for is final, anything else is tried again and then parked. */
export function createFileProcessor(options: ProcessFileOptions): (hash: string, signal: AbortSignal) => Promise<void> {
  const { db, store, workers, finish, logger } = options;

  async function work(file: PendingFile, signal: AbortSignal): Promise<Finished> {
    const previewPath = file.wantsPreview ? store.temporaryPath() : null;
    const textPath = file.wantsText ? store.temporaryPath() : null;
    try {
      const sourcePath = store.pathOf(file.contentHash, "blob");
      const request = { kind: "extract", sourcePath, mediaType: file.mediaType, previewPath, textPath } as const;
      const result = await workers.extract(request, signal);
      const textContent = textPath !== null && result.text.kind === "ready" ? await readOutput(textPath) : null;
      if (previewPath !== null && result.preview.kind === "ready") {
        await store.adopt(previewPath, file.contentHash, "preview");
      }
      return { ...result, textContent };
    } finally {
      for (const path of [previewPath, textPath]) if (path !== null) await rm(path, { force: true });
    }
  }

  return async function processFile(contentHash, signal) {
    const file = await beginAttempt(db, contentHash);
    if (!file) return;
    try {
      if (file.attempts > maxAttempts) throw new WorkerFailure("Reading this file was interrupted several times.");
      await finish(contentHash, await work(file, signal));
    } catch (error) {
      if (signal.aborted || error instanceof WorkerRefused) {
        await forgetAttempt(db, contentHash);
        throw error;
      }
      logger.warn({ err: error, contentHash, attempts: file.attempts }, "a file could not be processed");
      if (file.attempts < maxAttempts) throw error;
      await finish(contentHash, parked(file, error));
    }
  };
}

async function beginAttempt(db: Database, contentHash: string): Promise<PendingFile | undefined> {
  const [file] = await db
    .update(files)
    .set({ attempts: sql`${files.attempts} + 1` })
    .where(and(eq(files.contentHash, contentHash), or(eq(files.preview, "pending"), eq(files.text, "pending"))))
    .returning();
  return file && { ...file, wantsPreview: file.preview === "pending", wantsText: file.text === "pending" };
}

/** An attempt that the service itself broke off, or that never began, does not count. */
async function forgetAttempt(db: Database, contentHash: string): Promise<void> {
  await db
    .update(files)
    .set({ attempts: sql`greatest(0, ${files.attempts} - 1)` })
    .where(eq(files.contentHash, contentHash));
}

async function readOutput(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > maxTextBytes) throw new WorkerFailure("Reading this file gave more text than can be kept.");
  return readFile(path, "utf8");
}

function parked(file: PendingFile, error: unknown): Finished {
  const reason = error instanceof WorkerFailure ? error.message : explainHindrance(rootCodeOf(error));
  const outcome = (isWanted: boolean): ExtractionResult["text"] =>
    isWanted ? { kind: "failed", reason } : { kind: "none" };
  return {
    kind: "extracted",
    preview: outcome(file.wantsPreview),
    text: outcome(file.wantsText),
    textContent: null,
  };
}
