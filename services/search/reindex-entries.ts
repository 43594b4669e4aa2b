import { and, eq, lt, notInArray } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { searchEntries } from "#services/database/schema/pages.ts";
import type { Logger } from "#services/platform/logger.ts";
import { workThrough } from "#services/platform/work-through.ts";
import { indexPage, indexVersion, lockPage } from "./index-page.ts";

/** How many entries are looked for at a time. */
const batchEntries = 50;

export interface Reindexing {
  readonly db: Database;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Makes the search entries again that an older release made in another way, each in a transaction of its own; until then
 * they are found as before. Entries that cannot be made are left and told in the log. Gives how many were made.
 */
export async function reindexEntries({ db, logger, signal }: Reindexing): Promise<number> {
  return workThrough({
    listNext: async (failed) => {
      const entries = await db
        .select({ pageId: searchEntries.pageId })
        .from(searchEntries)
        .where(and(lt(searchEntries.indexVersion, indexVersion), notInArray(searchEntries.pageId, [...failed])))
        .limit(batchEntries);
      return entries.map(({ pageId }) => pageId);
    },
    work: (pageId) => reindexEntry(db, pageId),
    onFailure: (pageId, error) =>
      logger.warn({ err: error, pageId }, "a page could not be made findable in the new way"),
    signal,
  });
}

/** The page's lock comes first, as for everyone who changes what is found of it. */
async function reindexEntry(db: Database, pageId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPage(tx, pageId);
    const [entry] = await tx
      .select({ body: searchEntries.body })
      .from(searchEntries)
      .where(eq(searchEntries.pageId, pageId));
    if (entry) await indexPage(tx, { pageId, body: entry.body });
  });
}
