import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "#services/database/connection.ts";
import type { Logger } from "#services/platform/logger.ts";
import { compactDocument, defaultKeepRowsMs, trimLogs } from "./compact-document.ts";
import { type FailedSoFar, rememberFailedDocuments } from "./failed-documents.ts";
import { type Periodic, startPeriodic } from "./periodic.ts";

const compactEveryMs = 30_000;
const trimEveryMs = 600_000;
/** Rows, or bytes of them, after the last snapshot that make a document worth compacting. */
const rowsPerSnapshot = 200;
const bytesPerSnapshot = 8_000_000;
/** Bytes are summed up only of documents that were projected within this time, in milliseconds; longer in the first round. */
const grownWithinMs = { first: 86_400_000, later: 600_000 };
const documentsPerRound = 20;

export interface CompactionOptions {
  readonly db: Database;
  readonly logger: Logger;
  /** Left out: every half minute. */
  readonly everyMs?: number;
}

/** Keeps logs short in the background until stopped; several processes may do so at once. */
export function startCompaction({ db, logger, everyMs = compactEveryMs }: CompactionOptions): Periodic {
  let withinMs: number = grownWithinMs.first;
  const failed = rememberFailedDocuments();
  const compacting = startPeriodic({
    everyMs,
    logger,
    failure: "documents could not be compacted",
    run: async () => {
      const found = await findLongLogs(db, { failed: failed.read(), withinMs });
      withinMs = grownWithinMs.later;
      for (const { pageId, headSeq } of found) {
        try {
          await compactDocument(db, { pageId });
          failed.delete(pageId);
        } catch (error) {
          failed.add(pageId, headSeq);
          logger.error({ err: error, pageId }, "a document could not be compacted");
        }
      }
    },
  });
  const trimming = startPeriodic({
    everyMs: trimEveryMs,
    logger,
    failure: "old rows of documents could not be deleted",
    run: () => trimLogs(db, { keepRowsMs: defaultKeepRowsMs }),
  });
  return { stop: async () => void (await Promise.all([compacting.stop(), trimming.stop()])) };
}

const LongLogs = z.object({
  rows: z.array(
    z
      .object({ page_id: z.string(), head_seq: z.coerce.number() })
      .transform((row) => ({ pageId: row.page_id, headSeq: row.head_seq })),
  ),
});

interface LongLogQuery {
  readonly failed: FailedSoFar;
  readonly withinMs: number;
}

/** Documents worth compacting, the longest first; those that failed before come last. */
async function findLongLogs(db: Database, { failed, withinMs }: LongLogQuery) {
  const { pageIds, resting } = failed;
  const snapshotSeq = sql`coalesce(
    (SELECT max(s.through_seq) FROM document_snapshots s WHERE s.page_id = d.page_id), 0)`;
  const result = await db.execute(sql`
    SELECT d.page_id, d.head_seq FROM documents d
    WHERE (
      (d.head_seq >= ${rowsPerSnapshot} AND d.head_seq - ${rowsPerSnapshot} >= ${snapshotSeq})
      OR (d.updated_at > now() - ${withinMs}::float8 * interval '1 millisecond' AND (
        SELECT sum(octet_length(u.update)) FROM document_updates u
        WHERE u.page_id = d.page_id AND u.seq > ${snapshotSeq}) > ${bytesPerSnapshot}))
      AND (d.page_id, d.head_seq) NOT IN (
        SELECT * FROM unnest(${sql.param(resting.pageIds)}::uuid[], ${sql.param(resting.headSeqs)}::bigint[]))
    ORDER BY d.page_id = ANY(${sql.param(pageIds)}::uuid[]), d.head_seq - ${snapshotSeq} DESC
    LIMIT ${documentsPerRound}`);
  return LongLogs.parse(result).rows;
}
