import { and, eq, gt, lt, notInArray } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { DocumentJson } from "#services/documents/schema/document-json.ts";
import { linksVersion, listLinks } from "#services/documents/schema/list-links.ts";
import type { Logger } from "#services/platform/logger.ts";
import { workThrough } from "#services/platform/work-through.ts";
import { lockPage } from "#services/search/index-page.ts";
import { storeLinks } from "./store-links.ts";

const batchDocuments = 50;

interface Relinking {
  readonly db: Database;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Finds the links of documents that an older release projected, each in a transaction of its own; gives of how many. */
export async function relinkDocuments({ db, logger, signal }: Relinking): Promise<number> {
  return workThrough({
    listNext: async (failed) => {
      const rows = await db
        .select({ pageId: documents.pageId })
        .from(documents)
        .where(
          and(
            lt(documents.linksVersion, linksVersion),
            gt(documents.projectedSeq, 0),
            notInArray(documents.pageId, [...failed]),
          ),
        )
        .limit(batchDocuments);
      return rows.map(({ pageId }) => pageId);
    },
    work: (pageId) => relinkDocument(db, pageId),
    onFailure: (pageId, error) => logger.warn({ err: error, pageId }, "the links of a document could not be found"),
    signal,
  });
}

/** The page's lock comes first, as in a projection. */
async function relinkDocument(db: Database, pageId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPage(tx, pageId);
    const [row] = await tx
      .select({ json: documents.projectedJson })
      .from(documents)
      .where(eq(documents.pageId, pageId))
      .for("no key update");
    if (!row) return;
    const links = row.json === null ? [] : listLinks(DocumentJson.parse(row.json));
    await storeLinks(tx, { pageId, links });
    await tx.update(documents).set({ linksVersion }).where(eq(documents.pageId, pageId));
  });
}
