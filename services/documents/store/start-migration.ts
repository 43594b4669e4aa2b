import { and, lt, notInArray } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { flowVersion } from "#services/documents/schema/schema-version.ts";
import type { Logger } from "#services/platform/logger.ts";
import { rememberFailedDocuments } from "./failed-documents.ts";
import { migrateDocument } from "./migrate-document.ts";
import { type Periodic, startPeriodic } from "./periodic.ts";

const everyMs = 30_000;
const documentsPerRound = 50;

/** Carries documents over to flows of words in the background until stopped; those that are opened before their turn are carried over then. */
export function startMigration({ db, logger }: { readonly db: Database; readonly logger: Logger }): Periodic {
  const failed = rememberFailedDocuments();
  return startPeriodic({
    everyMs,
    logger,
    failure: "documents could not be carried over to the new form",
    run: async () => {
      for (const { pageId, headSeq } of await listTrees(db, failed.read().pageIds)) {
        try {
          await migrateDocument(db, { pageId });
        } catch (error) {
          failed.add(pageId, headSeq);
          logger.error(
            { err: error, pageId },
            "a document could not be carried over to the new form; it stays readable",
          );
        }
      }
    },
  });
}

/** Documents of the older form; those that could not be carried over keep no other from its turn. */
function listTrees(db: Database, failed: readonly string[]) {
  return db
    .select({ pageId: documents.pageId, headSeq: documents.headSeq })
    .from(documents)
    .where(and(lt(documents.schemaVersion, flowVersion), notInArray(documents.pageId, [...failed])))
    .orderBy(documents.updatedAt)
    .limit(documentsPerRound);
}
