import { and, desc, eq, gt, isNotNull, lt, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "#services/database/connection.ts";
import { documents, documentUpdates } from "#services/database/schema/documents.ts";
import { pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { linksVersion } from "#services/documents/schema/list-links.ts";
import { publishEvents, type StreamHead } from "#services/events/publish-events.ts";
import { recordEdits } from "#services/events/record-activity.ts";
import { indexPage } from "#services/search/index-page.ts";
import { sizeOfLog } from "./document-log.ts";
import { projectForSearch, type SearchableProjection } from "./document-tasks.ts";
import { type DocumentWorker, inlineBytes } from "./document-worker.ts";
import { readLog } from "./read-log.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";
import { storeLinks } from "./store-links.ts";

export interface ProjectionOrder {
  readonly pageId: string;
  readonly worker?: DocumentWorker;
}

/**
 * Makes a document's newest content readable without opening it: editor JSON, text, links, search entry, and a
 * `page.content-changed` for its drive. Gives the streams that grew; none when another process was first or the page
 * is gone. The content is computed before any row is locked. Throws DocumentDamaged.
 */
export async function projectDocument(db: Database, order: ProjectionOrder): Promise<readonly StreamHead[]> {
  const { pageId } = order;
  const log = await readLog(db, pageId);
  const projection =
    sizeOfLog(log.pieces) <= inlineBytes
      ? projectForSearch(log.pieces)
      : await (order.worker ?? sharedDocumentWorker()).index({ pieces: log.pieces });
  return db.transaction((tx) => storeProjection(tx, { pageId, headSeq: log.headSeq, projection }));
}

interface StoredProjection {
  readonly pageId: string;
  readonly headSeq: number;
  readonly projection: SearchableProjection;
}

async function storeProjection(tx: Transaction, stored: StoredProjection): Promise<readonly StreamHead[]> {
  const { pageId, projection } = stored;
  // The page comes first: deleting a page locks it before its document.
  const [page] = await tx
    .select({ driveId: pages.driveId })
    .from(pages)
    .where(eq(pages.id, pageId))
    .for("no key update");
  const earlierSeq = page && (await claim(tx, stored));
  if (page === undefined || earlierSeq === undefined) return [];
  const actorId = await findLastActor(tx, stored);
  await tx
    .update(pages)
    .set({ updatedAt: sql`now()`, ...(actorId === null ? {} : { updatedBy: actorId }) })
    .where(eq(pages.id, pageId));
  await storeLinks(tx, { pageId, links: projection.links });
  await indexPage(tx, { pageId, body: projection.text, bodyIndex: projection.bodyIndex });
  await recordEdits(tx, { pageId, actorIds: await listActors(tx, stored, earlierSeq) });
  const event = { type: "page.content-changed", actorId, driveId: page.driveId, pageId } as const;
  return publishEvents(tx, [{ streamId: page.driveId, event }]);
}

/** Takes the projection for this process; gives how far the one before reached, or undefined where another process was first. */
async function claim(tx: Transaction, { pageId, headSeq, projection }: StoredProjection): Promise<number | undefined> {
  const before = tx
    .select({ pageId: documents.pageId, seq: sql<number>`${documents.projectedSeq}`.mapWith(Number).as("earlier_seq") })
    .from(documents)
    .where(eq(documents.pageId, pageId))
    .for("no key update")
    .as("before");
  const [claimed] = await tx
    .update(documents)
    .set({
      projectedSeq: headSeq,
      projectedJson: sql`${projection.json}::jsonb`,
      projectedText: projection.text,
      linksVersion,
      updatedAt: sql`now()`,
    })
    .from(before)
    .where(and(eq(documents.pageId, before.pageId), lt(documents.projectedSeq, headSeq)))
    .returning({ seq: before.seq });
  return claimed?.seq;
}

async function findLastActor(tx: Transaction, { pageId, headSeq }: StoredProjection): Promise<string | null> {
  const [last] = await tx
    .select({ id: users.id })
    .from(documentUpdates)
    .innerJoin(users, eq(users.id, documentUpdates.actor))
    .where(and(eq(documentUpdates.pageId, pageId), lte(documentUpdates.seq, headSeq), isNotNull(documentUpdates.actor)))
    .orderBy(desc(documentUpdates.seq))
    .limit(1);
  return last?.id ?? null;
}

/** Who wrote what came in after the projection before, as far as it is kept apart still. */
async function listActors(
  tx: Transaction,
  { pageId, headSeq }: StoredProjection,
  earlierSeq: number,
): Promise<readonly string[]> {
  const actors = await tx
    .selectDistinct({ id: documentUpdates.actor })
    .from(documentUpdates)
    .where(
      and(eq(documentUpdates.pageId, pageId), gt(documentUpdates.seq, earlierSeq), lte(documentUpdates.seq, headSeq)),
    );
  return actors.flatMap(({ id }) => (id === null ? [] : [id]));
}
