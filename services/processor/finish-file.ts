import { eq } from "drizzle-orm";
import type { ExtractionResult } from "#services/contracts/extraction.ts";
import type { Database, Queryable, Transaction } from "#services/database/connection.ts";
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

interface ShownPage {
  readonly pageId: string;
  readonly driveId: string;
}

/**
 * Makes the text of a file findable on every page that shows it, then records what was made of the file and tells the
 * drives of those pages. The file stays pending until its text is findable everywhere, so what a crash leaves undone is
 * done by the next attempt.
 */
export function createFinishFile(db: Database, announce: Announce): FinishFile {
  return async function finishFile(contentHash, finished) {
    const indexed = new Set<string>();
    for (;;) {
      if (finished.textContent !== null) await indexShown(db, { contentHash, text: finished.textContent, indexed });
      const streams = await db.transaction((tx) => record(tx, { contentHash, finished, indexed }));
      if (streams === undefined) continue;
      if (streams.length > 0) await announce(streams);
      return;
    }
  };
}

/** Indexes page after page, each in a transaction of its own: whoever locks many pages at once does so in another order. */
async function indexShown(
  db: Database,
  shown: { readonly contentHash: string; readonly text: string; readonly indexed: Set<string> },
): Promise<void> {
  for (const { pageId } of await listPages(db, shown.contentHash)) {
    if (shown.indexed.has(pageId)) continue;
    await db.transaction((tx) => indexPage(tx, { pageId, body: shown.text }));
    shown.indexed.add(pageId);
  }
}

/** Records the result; undefined, with nothing changed, when another page came to show the file that is not indexed yet. */
async function record(
  tx: Transaction,
  result: { readonly contentHash: string; readonly finished: Finished; readonly indexed: ReadonlySet<string> },
): Promise<StreamHead[] | undefined> {
  const { contentHash, finished, indexed } = result;
  // The row is locked from here on: an upload of the same bytes either waits and reads the result or is seen below.
  await tx
    .select({ contentHash: files.contentHash })
    .from(files)
    .where(eq(files.contentHash, contentHash))
    .for("no key update");
  const shown = await listPages(tx, contentHash);
  if (finished.textContent !== null && shown.some(({ pageId }) => !indexed.has(pageId))) return undefined;
  await tx.update(files).set(changesOf(finished)).where(eq(files.contentHash, contentHash));
  return publishEvents(
    tx,
    shown.map(({ pageId, driveId }) => ({
      streamId: driveId,
      event: { type: "file.processed", actorId: null, driveId, pageId },
    })),
  );
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

function listPages(q: Queryable, contentHash: string): Promise<ShownPage[]> {
  return q
    .select({ pageId: pages.id, driveId: pages.driveId })
    .from(pageFiles)
    .innerJoin(pages, eq(pages.id, pageFiles.pageId))
    .where(eq(pageFiles.contentHash, contentHash))
    .orderBy(pages.id);
}
