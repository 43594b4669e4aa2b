import { and, desc, eq, lt, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database, Transaction } from "#services/database/connection.ts";
import { documentSnapshots } from "#services/database/schema/documents.ts";
import { sizeOfLog } from "./document-log.ts";
import { snapshotOfPieces } from "./document-tasks.ts";
import { type DocumentWorker, inlineBytes } from "./document-worker.ts";
import { readLog } from "./read-log.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";

/** How long rows are kept after two snapshots hold them, so that old bases can be rebuilt, in milliseconds. */
export const defaultKeepRowsMs = 3_600_000;
/** Tells our advisory locks on documents from others. */
const lockSpace = 7_124_002;

export interface Compaction {
  readonly pageId: string;
  readonly keepRowsMs?: number;
  readonly worker?: DocumentWorker;
}

/** Writes a verified snapshot of a document through its head, from the database alone, and lets go of rows two snapshots hold. False when there was nothing to do or another process is at it. */
export function compactDocument(db: Database, { pageId, keepRowsMs, worker }: Compaction): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await tryLock(tx, pageId))) return false;
    const log = await readLog(tx, pageId);
    if (log.rowCount === 0) return false;
    const isSmall = sizeOfLog(log.pieces) <= inlineBytes;
    const state = isSmall
      ? snapshotOfPieces(log.pieces)
      : await (worker ?? sharedDocumentWorker()).snapshot({ pieces: log.pieces });
    await tx.insert(documentSnapshots).values({ pageId, throughSeq: log.headSeq, state: Buffer.from(state) });
    await keepTwoSnapshots(tx, pageId);
    await trimLogs(tx, { pageId, keepRowsMs: keepRowsMs ?? defaultKeepRowsMs });
    return true;
  });
}

const Lock = z.object({ rows: z.tuple([z.object({ locked: z.boolean() })]) });

async function tryLock(tx: Transaction, pageId: string): Promise<boolean> {
  const result = await tx.execute(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${pageId}, ${lockSpace})) AS locked`,
  );
  return Lock.parse(result).rows[0].locked;
}

async function keepTwoSnapshots(tx: Transaction, pageId: string): Promise<void> {
  const [previous] = await tx
    .select({ throughSeq: documentSnapshots.throughSeq })
    .from(documentSnapshots)
    .where(eq(documentSnapshots.pageId, pageId))
    .orderBy(desc(documentSnapshots.throughSeq))
    .offset(1)
    .limit(1);
  if (!previous) return;
  await tx
    .delete(documentSnapshots)
    .where(and(eq(documentSnapshots.pageId, pageId), lt(documentSnapshots.throughSeq, previous.throughSeq)));
}

export interface Trim {
  /** Left out: every document. */
  readonly pageId?: string;
  readonly keepRowsMs: number;
}

/** Deletes rows that are older than the given age and that both of two snapshots hold. */
export async function trimLogs(queryable: Database | Transaction, { pageId, keepRowsMs }: Trim): Promise<void> {
  await queryable.execute(sql`
    DELETE FROM document_updates u
    USING (
      SELECT page_id, min(through_seq) AS through_seq FROM document_snapshots
      WHERE ${pageId === undefined ? sql`true` : sql`page_id = ${pageId}`}
      GROUP BY page_id HAVING count(*) > 1
    ) s
    WHERE u.page_id = s.page_id AND u.seq <= s.through_seq
      AND u.created_at <= now() - ${keepRowsMs}::float8 * interval '1 millisecond'`);
}
