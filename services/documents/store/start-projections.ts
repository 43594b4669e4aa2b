import { and, gt, lt, sql } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import type { StreamHead } from "#services/events/publish-events.ts";
import type { Logger } from "#services/platform/logger.ts";
import { type FailedSoFar, rememberFailedDocuments } from "./failed-documents.ts";
import { startPeriodic } from "./periodic.ts";
import { projectDocument } from "./project-document.ts";

const sweepEveryMs = 5_000;
/** How long after an edit its document is projected; further edits within that time are taken along. */
const throttleMs = 700;
/** A document projected more recently than this is being looked after by the process that edits it. */
const settledMs = 2_000;
const documentsPerSweep = 100;

export interface ProjectionsOptions {
  readonly db: Database;
  readonly logger: Logger;
  /** Told of the streams that grew, so that realtime can be hinted. */
  readonly onPublished?: (heads: readonly StreamHead[]) => void;
}

export interface Projections {
  /** Says that a document grew; it is projected within a second. */
  kick(pageId: string): void;
  /** Projects what was kicked and ends. */
  stop(): Promise<void>;
}

/** Keeps projections up to date until stopped: after kicks, and by a sweep for what other processes left behind. An absent database is waited for. */
export function startProjections({ db, logger, onPublished }: ProjectionsOptions): Projections {
  const kicked = new Set<string>();
  const failed = rememberFailedDocuments();
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();

  async function project(pageId: string): Promise<void> {
    const heads = await projectDocument(db, { pageId });
    failed.delete(pageId);
    if (heads.length > 0) onPublished?.(heads);
  }

  async function projectKicked(): Promise<void> {
    timer = undefined;
    const pageIds = [...kicked];
    kicked.clear();
    for (const pageId of pageIds) {
      try {
        await project(pageId);
      } catch (error) {
        logger.debug({ err: error, pageId }, "a document is left for the next sweep");
      }
    }
  }

  const sweep = startPeriodic({
    everyMs: sweepEveryMs,
    logger,
    failure: "documents could not be projected",
    run: async () => {
      for (const { pageId, headSeq } of await findBehind(db, failed.read())) {
        try {
          await project(pageId);
        } catch (error) {
          failed.add(pageId, headSeq);
          logger.error({ err: error, pageId }, "a document could not be projected");
        }
      }
    },
  });

  return {
    kick: (pageId) => {
      kicked.add(pageId);
      timer ??= setTimeout(() => {
        work = work.then(projectKicked);
      }, throttleMs);
    },
    stop: async () => {
      clearTimeout(timer);
      await sweep.stop();
      await work.then(projectKicked);
    },
  };
}

function findBehind(db: Database, { pageIds, resting }: FailedSoFar) {
  return db
    .select({ pageId: documents.pageId, headSeq: documents.headSeq })
    .from(documents)
    .where(
      and(
        gt(documents.headSeq, documents.projectedSeq),
        lt(documents.updatedAt, sql`now() - ${settledMs}::float8 * interval '1 millisecond'`),
        sql`(${documents.pageId}, ${documents.headSeq}) NOT IN (
          SELECT * FROM unnest(${sql.param(resting.pageIds)}::uuid[], ${sql.param(resting.headSeqs)}::bigint[]))`,
      ),
    )
    .orderBy(sql`${documents.pageId} = ANY(${sql.param(pageIds)}::uuid[])`, documents.updatedAt)
    .limit(documentsPerSweep);
}
