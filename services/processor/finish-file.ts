import { eq } from "drizzle-orm";
import type { ExtractionResult } from "#services/contracts/extraction.ts";
import type { Database, Transaction } from "#services/database/connection.ts";
import { files, pageFiles, pages } from "#services/database/schema/pages.ts";
import { publishEvents, type StreamHead } from "#services/events/publish-events.ts";
import { indexPage } from "#services/search/index-page.ts";

/** What came of a file; `none` leaves the state of that part as it is. */
export interface Finished extends ExtractionResult {
  readonly textContent: string | null;
}

export type FinishFile = (contentHash: string, finished: Finished) => Promise<void>;

/** Tells realtime, after the commit, how far streams reach. */
export type Announce = (streams: StreamHead[]) => Promise<unknown>;

/** Records what was made of a file, makes its text findable on every page that shows it, and tells their drives: all or nothing. */
export function createFinishFile(db: Database, announce: Announce): FinishFile {
  return async function finishFile(contentHash, finished) {
    const streams = await db.transaction(async (tx) => {
      // The row stays locked from here on: an upload of the same bytes either waits and reads the result or is seen below.
      await tx.update(files).set(changesOf(finished)).where(eq(files.contentHash, contentHash));
      const shown = await listPages(tx, contentHash);
      if (finished.textContent !== null) {
        for (const { pageId } of shown) await indexPage(tx, { pageId, body: finished.textContent });
      }
      return publishEvents(
        tx,
        shown.map(({ pageId, driveId }) => ({
          streamId: driveId,
          event: { type: "file.processed", actorId: null, driveId, pageId },
        })),
      );
    });
    if (streams.length > 0) await announce(streams);
  };
}

function changesOf({ preview, text, textContent }: Finished): Partial<typeof files.$inferInsert> {
  return {
    ...(preview.kind === "none" ? {} : { preview: preview.kind, previewReason: reasonOf(preview) }),
    ...(text.kind === "none" ? {} : { text: text.kind, textReason: reasonOf(text), textContent }),
  };
}

function reasonOf(outcome: ExtractionResult["text"]): string | null {
  return outcome.kind === "failed" ? outcome.reason : null;
}

function listPages(tx: Transaction, contentHash: string): Promise<{ pageId: string; driveId: string }[]> {
  return tx
    .select({ pageId: pages.id, driveId: pages.driveId })
    .from(pageFiles)
    .innerJoin(pages, eq(pages.id, pageFiles.pageId))
    .where(eq(pageFiles.contentHash, contentHash))
    .orderBy(pages.id);
}
