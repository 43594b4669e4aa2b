import type { Database } from "#services/database/connection.ts";
import { flowVersion, schemaVersion } from "#services/documents/schema/schema-version.ts";
import { appendUpdates } from "./append-updates.ts";
import type { DocumentWorker } from "./document-worker.ts";
import { lockDocuments } from "./lock-documents.ts";
import { readHeads } from "./read-heads.ts";
import { readLog } from "./read-log.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";

/** Tries before a document that is written to all the time is left for later. */
const mostTries = 5;

export interface Migration {
  readonly pageId: string;
  /** Left out: the process's own. */
  readonly worker?: DocumentWorker;
}

/**
 * Carries a document that is a tree of elements over to a flow of words: one verified update more in its log. What was
 * there before stays in the log and its snapshots until they are thinned as always. False where there was nothing to do.
 * Throws `not-found`, DocumentDamaged, `unavailable`, or where the document cannot be carried over unchanged.
 */
export async function migrateDocument(db: Database, { pageId, worker }: Migration): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    const log = await readLog(db, pageId);
    if (log.schemaVersion >= flowVersion) return false;
    const { update } = await (worker ?? sharedDocumentWorker()).migrate({ pieces: log.pieces });
    const isDone = await db.transaction(async (tx) => {
      await lockDocuments(tx, [pageId]);
      const head = (await readHeads(tx, [pageId])).get(pageId);
      if (head === undefined || head.headSeq !== log.headSeq) return false;
      // An empty update tells of the version alone.
      await appendUpdates(tx, [{ pageId, updates: [update], actorId: null, schemaVersion }]);
      return true;
    });
    if (isDone) return true;
  }
  throw new Error("The document is written to all the time; it is carried over later.");
}
