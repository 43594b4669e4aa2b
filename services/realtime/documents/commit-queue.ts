import { sql } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { appendUpdates } from "#services/documents/store/append-updates.ts";
import { OperationError, rootCodeOf } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { pause } from "#services/realtime/pause.ts";

/** Queued bytes beyond which a document, or the whole instance, takes no more. */
const documentQueueBytes = 16_000_000;
const instanceQueueBytes = 64_000_000;
/** What a queued change takes besides its bytes, so that empty ones are bounded too. */
const changeBytes = 1_000;
/** How much of one document a transaction takes at most. */
const batchBytes = 4_000_000;
const batchChanges = 500;
/** How long a transaction waits for a document another writer holds, in milliseconds. */
const lockTimeoutMs = 2_000;
const retryMs = { first: 50, longest: 1_000 };

/** How a queued change ended: the number it is stored under, or why it is not. */
export type CommitResult = { readonly seq: number } | { readonly error: OperationError };

export interface QueuedChange {
  readonly pageId: string;
  /** Undefined where nothing changed: it only waits for what came before. */
  readonly update: Uint8Array | undefined;
  readonly actorId: string;
  readonly schemaVersion: number | undefined;
  settle(result: CommitResult): void;
}

export interface CommittedUpdates {
  readonly pageId: string;
  /** Number of the last committed update of this batch; the batch is dense. */
  readonly lastSeq: number;
  readonly count: number;
}

export interface CommitQueueOptions {
  readonly db: Database;
  readonly logger: Logger;
  /** Number through which the document is known to be committed. */
  watermarkOf(pageId: string): number;
  onCommitted(committed: CommittedUpdates): void;
  /** The document cannot be written any more; its queue was answered with the error. */
  onLost(pageId: string, error: OperationError): void;
}

/** Writes the changes of open documents in order, many in one transaction, and answers each after its commit. */
export interface CommitQueue {
  /** Takes a change; false when the document's or the instance's queue is full. */
  add(change: QueuedChange): boolean;
  isEmpty(pageId: string): boolean;
  /** Gives up a document's queue: everything waiting is answered with the error. */
  abandon(pageId: string, error: OperationError): void;
  /** Resolves when nothing waits, or when the signal ends the waiting. */
  flush(signal: AbortSignal): Promise<void>;
  /** Ends retries and answers whatever still waits with `unavailable`. */
  close(): Promise<void>;
}

interface Lane {
  readonly changes: QueuedChange[];
  bytes: number;
}

export function createCommitQueue(options: CommitQueueOptions): CommitQueue {
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  const idleWaiters = new Set<() => void>();
  let totalBytes = 0;
  let running: Promise<void> | undefined;

  function remove(pageId: string, count: number): QueuedChange[] {
    const lane = lanes.get(pageId);
    if (!lane) return [];
    const removed = lane.changes.splice(0, count);
    for (const change of removed) {
      const bytes = sizeOf(change);
      lane.bytes -= bytes;
      totalBytes -= bytes;
    }
    if (lane.changes.length === 0) lanes.delete(pageId);
    return removed;
  }

  function abandon(pageId: string, error: OperationError): void {
    for (const change of remove(pageId, Number.POSITIVE_INFINITY)) change.settle({ error });
  }

  function settleCommitted(pageId: string, batch: readonly QueuedChange[], lastSeq: number): void {
    const count = countUpdates(batch);
    if (count > 0) options.onCommitted({ pageId, lastSeq, count });
    let seq = lastSeq - count;
    for (const change of batch) {
      if (change.update) seq += 1;
      change.settle({ seq });
    }
  }

  async function commit(batches: ReadonlyMap<string, readonly QueuedChange[]>): Promise<void> {
    const written = new Map([...batches].filter(([, batch]) => countUpdates(batch) > 0));
    const heads = written.size === 0 ? new Map<string, number>() : await writeBatches(options.db, written);
    for (const [pageId, batch] of batches) {
      // A document abandoned meanwhile was already answered.
      const removed = remove(pageId, batch[0] === lanes.get(pageId)?.changes[0] ? batch.length : 0);
      settleCommitted(pageId, removed, heads.get(pageId) ?? options.watermarkOf(pageId));
    }
  }

  /** Commits each document by itself, so that one that cannot be written holds up no other. */
  async function commitOneByOne(batches: ReadonlyMap<string, readonly QueuedChange[]>): Promise<void> {
    let obstacle: unknown;
    for (const [pageId, batch] of batches) {
      try {
        await commit(new Map([[pageId, batch]]));
      } catch (error) {
        if (error instanceof OperationError) lose(pageId, error);
        else if (isRefusal(error)) await commitUpToRefused(pageId, batch);
        else if (isContention(error)) obstacle = error;
        else throw error;
      }
    }
    if (obstacle) throw obstacle;
  }

  /**
   * Commits a document's changes one by one up to the one PostgreSQL refuses. What came after it may build on it, so
   * the document is let go: clients open it again and send what they have.
   */
  async function commitUpToRefused(pageId: string, batch: readonly QueuedChange[]): Promise<void> {
    for (const change of batch) {
      try {
        await commit(new Map([[pageId, [change]]]));
      } catch (cause) {
        if (!isRefusal(cause)) throw cause;
        for (const refused of remove(pageId, change === lanes.get(pageId)?.changes[0] ? 1 : 0)) {
          const message = "This change cannot be stored; what you typed is kept on this device.";
          refused.settle({ error: new OperationError("invalid-input", message, { cause }) });
        }
        lose(pageId, new OperationError("unavailable", "This document is opened again; what you typed is kept."));
        return;
      }
    }
  }

  function lose(pageId: string, error: OperationError): void {
    options.logger.warn({ err: error, pageId }, "a document cannot be written");
    abandon(pageId, error);
    options.onLost(pageId, error);
  }

  function takeBatches(): Map<string, QueuedChange[]> {
    return new Map([...lanes].map(([pageId, lane]) => [pageId, takeBatch(lane)]));
  }

  async function run(): Promise<void> {
    let pauseMs: number = retryMs.first;
    while (lanes.size > 0 && !closing.signal.aborted) {
      const batches = takeBatches();
      try {
        await commit(batches).catch((error: unknown) => {
          if (isOfOneDocument(error)) return commitOneByOne(batches);
          throw error;
        });
        pauseMs = retryMs.first;
      } catch (error) {
        options.logger.warn({ err: error, retryInMs: pauseMs }, "changes wait: the database did not take them");
        await pause(pauseMs, closing.signal);
        pauseMs = Math.min(pauseMs * 2, retryMs.longest);
      }
    }
  }

  function start(): void {
    running ??= run().finally(() => {
      running = undefined;
      for (const wake of idleWaiters) wake();
      if (lanes.size > 0 && !closing.signal.aborted) start();
    });
  }

  return {
    add(change) {
      const bytes = sizeOf(change);
      const lane = lanes.get(change.pageId) ?? { changes: [], bytes: 0 };
      if (lane.bytes + bytes > documentQueueBytes || totalBytes + bytes > instanceQueueBytes) return false;
      lane.changes.push(change);
      lane.bytes += bytes;
      totalBytes += bytes;
      lanes.set(change.pageId, lane);
      start();
      return true;
    },
    isEmpty: (pageId) => !lanes.has(pageId),
    abandon,
    async flush(signal) {
      while (lanes.size > 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          idleWaiters.add(resolve);
          signal.addEventListener("abort", () => resolve(), { once: true });
        });
        idleWaiters.clear();
      }
    },
    async close() {
      closing.abort();
      await running;
      const error = new OperationError("unavailable", "The server is stopping; the change was not stored yet.");
      for (const pageId of [...lanes.keys()]) abandon(pageId, error);
    },
  };
}

function sizeOf(change: QueuedChange): number {
  return changeBytes + (change.update?.length ?? 0);
}

function countUpdates(batch: readonly QueuedChange[]): number {
  return batch.reduce((count, change) => count + (change.update ? 1 : 0), 0);
}

function takeBatch(lane: Lane): QueuedChange[] {
  const batch: QueuedChange[] = [];
  let bytes = 0;
  for (const change of lane.changes) {
    bytes += change.update?.length ?? 0;
    if (batch.length > 0 && (bytes > batchBytes || batch.length >= batchChanges)) break;
    batch.push(change);
  }
  return batch;
}

/** Stores the updates of several documents in one transaction; gives the head of each. */
async function writeBatches(
  db: Database,
  batches: ReadonlyMap<string, readonly QueuedChange[]>,
): Promise<ReadonlyMap<string, number>> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`);
    return appendUpdates(
      tx,
      [...batches].flatMap(([pageId, batch]) =>
        batch.flatMap(({ update, actorId, schemaVersion }) =>
          update
            ? {
                ...{ pageId, updates: [update], actorId, isShown: true },
                ...(schemaVersion === undefined ? {} : { schemaVersion }),
              }
            : [],
        ),
      ),
    );
  });
}

/** Whether one document alone may be the cause; else the database as a whole cannot be written now. */
function isOfOneDocument(error: unknown): boolean {
  return error instanceof OperationError || isRefusal(error) || isContention(error);
}

/** Whether PostgreSQL refuses a value, so that trying the same change again cannot help. */
function isRefusal(error: unknown): boolean {
  return /^(22|23)/.test(rootCodeOf(error) ?? "");
}

/** Whether another transaction was in the way. */
function isContention(error: unknown): boolean {
  return /^(40|55)/.test(rootCodeOf(error) ?? "");
}
