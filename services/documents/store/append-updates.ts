import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Transaction } from "#services/database/connection.ts";
import { OperationError } from "#services/platform/errors.ts";
import { lockDocuments } from "./lock-documents.ts";
import { PageLocked } from "./page-locked.ts";
import { readHeads } from "./read-heads.ts";

/** Updates of one document by one person, in order. */
export interface Append {
  readonly pageId: string;
  /** Yjs v1 updates that were decoded and applied before. */
  readonly updates: readonly Uint8Array[];
  /** Null is the program itself, which a lock does not stop: it changes how a document is kept, not what it says. */
  readonly actorId: string | null;
  /** The editor schema the updates were made with; absent for a program that brings none. */
  readonly schemaVersion?: number;
  /** Whether others were shown them already: a lock that came in that moment does not take them back. */
  readonly isShown?: boolean;
}

const Head = z.object({ page_id: z.string(), head_seq: z.coerce.number() });

/**
 * Appends updates to the logs of documents and gives the new head of each by page id, ascending.
 * The rows of the documents are locked in that order until the transaction ends, and the commit waits for the disk.
 * Several appends for one document keep their order. Throws `not-found` when one is gone and
 * PageLocked when one is locked; then nothing of it is to be committed.
 */
export async function appendUpdates(tx: Transaction, appends: readonly Append[]): Promise<ReadonlyMap<string, number>> {
  const filled = appends.filter((append) => append.updates.length > 0);
  const pageIds = [...new Set(filled.map((append) => append.pageId))].sort();
  if (pageIds.length === 0) return new Map();
  if (pageIds.length > 1) await lockDocuments(tx, pageIds);
  const updates = pageIds.flatMap((pageId) => rowsOf(pageId, filled));
  const grown = pageIds.map((pageId) => ({
    count: updates.filter((row) => row.pageId === pageId).length,
    schemaVersion: Math.max(0, ...filled.map((one) => (one.pageId === pageId ? (one.schemaVersion ?? 0) : 0))),
  }));
  const guarded = pageIds.filter((id) =>
    filled.some(({ pageId, actorId, isShown }) => pageId === id && actorId !== null && isShown !== true),
  );
  const result = await tx.execute(sql`
    WITH grown AS (
      UPDATE documents d
      SET head_seq = d.head_seq + g.count, schema_version = greatest(d.schema_version, g.schema_version)
      FROM unnest(
        ${sql.param(pageIds)}::uuid[],
        ${sql.param(grown.map((one) => one.count))}::int[],
        ${sql.param(grown.map((one) => one.schemaVersion))}::int[]
      ) AS g(page_id, count, schema_version)
      WHERE d.page_id = g.page_id AND NOT EXISTS (
        SELECT FROM pages p WHERE p.id = g.page_id AND p.is_locked AND g.page_id = ANY (${sql.param(guarded)}::uuid[]))
      RETURNING d.page_id, d.head_seq, g.count
    ), inserted AS (
      INSERT INTO document_updates (page_id, seq, update, actor)
      SELECT r.page_id, grown.head_seq - grown.count + r.place, r.update, r.actor
      FROM unnest(
        ${sql.param(updates.map((row) => row.pageId))}::uuid[],
        ${sql.param(updates.map((row) => row.place))}::int[],
        ${sql.param(updates.map((row) => Buffer.from(row.update)))}::bytea[],
        ${sql.param(updates.map((row) => row.actorId))}::uuid[]
      ) AS r(page_id, place, update, actor)
      JOIN grown ON grown.page_id = r.page_id
    )
    SELECT page_id, head_seq, set_config('synchronous_commit', 'on', true) FROM grown ORDER BY page_id`);
  const { rows: heads } = z.object({ rows: z.array(Head) }).parse(result);
  if (heads.length < pageIds.length) throw await whyNot(tx, pageIds);
  return new Map(heads.map((head) => [head.page_id, head.head_seq]));
}

async function whyNot(tx: Transaction, pageIds: readonly string[]): Promise<OperationError> {
  const heads = await readHeads(tx, pageIds);
  const isOneGone = pageIds.some((pageId) => !heads.has(pageId));
  return isOneGone ? new OperationError("not-found", "This document does not exist any more.") : new PageLocked();
}

function rowsOf(pageId: string, appends: readonly Append[]) {
  return appends
    .filter((append) => append.pageId === pageId)
    .flatMap(({ updates, actorId }) => updates.map((update) => ({ update, actorId })))
    .map((row, index) => ({ pageId, place: index + 1, ...row }));
}
