import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "#services/database/connection.ts";
import type { Logger } from "#services/platform/logger.ts";
import { compactDocument, defaultKeepRowsMs, trimLogs } from "./compact-document.ts";
import { rememberFailedDocuments } from "./failed-documents.ts";
import { type Periodic, startPeriodic } from "./periodic.ts";

const compactEveryMs = 30_000;
const trimEveryMs = 600_000;
/** Rows after the last snapshot that make a document worth compacting. */
const rowsPerSnapshot = 200;
const documentsPerRound = 20;

export interface CompactionOptions {
  readonly db: Database;
  readonly logger: Logger;
}

/** Keeps logs short in the background until stopped; several processes may do so at once. */
export function startCompaction({ db, logger }: CompactionOptions): Periodic {
  const failed = rememberFailedDocuments();
  const compacting = startPeriodic({
    everyMs: compactEveryMs,
    logger,
    failure: "documents could not be compacted",
    run: async () => {
      for (const { pageId, headSeq } of await findLongLogs(db)) {
        if (failed.isResting(pageId, headSeq)) continue;
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

async function findLongLogs(db: Database) {
  const result = await db.execute(sql`
    SELECT d.page_id, d.head_seq FROM documents d
    WHERE d.head_seq >= ${rowsPerSnapshot} AND d.head_seq - ${rowsPerSnapshot} >= coalesce(
      (SELECT max(s.through_seq) FROM document_snapshots s WHERE s.page_id = d.page_id), 0)
    LIMIT ${documentsPerRound}`);
  return LongLogs.parse(result).rows;
}
