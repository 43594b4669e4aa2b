import { and, asc, eq, gt } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { documents, documentUpdates } from "#services/database/schema/documents.ts";
import { readLog } from "./read-log.ts";

export interface FollowedUpdates {
  /** The number the updates lead to; the given one when there is nothing new. */
  readonly headSeq: number;
  /** Updates to apply in order; begins with a whole snapshot where the rows between are gone. */
  readonly updates: readonly Uint8Array[];
  /** The editor schema version the document needs with them. */
  readonly schemaVersion: number;
}

/** What a copy of a document lacks that stands at `afterSeq`. Throws `not-found` or DocumentDamaged. */
export async function readUpdates(
  queryable: Queryable,
  { pageId, afterSeq }: { readonly pageId: string; readonly afterSeq: number },
): Promise<FollowedUpdates> {
  const rows = await queryable
    .select({
      seq: documentUpdates.seq,
      update: documentUpdates.update,
      schemaVersion: documents.schemaVersion,
    })
    .from(documentUpdates)
    .innerJoin(documents, eq(documents.pageId, documentUpdates.pageId))
    .where(and(eq(documentUpdates.pageId, pageId), gt(documentUpdates.seq, afterSeq)))
    .orderBy(asc(documentUpdates.seq));
  const [first] = rows;
  if (first && rows.every((row, index) => row.seq === afterSeq + index + 1)) {
    const { schemaVersion } = first;
    return { headSeq: afterSeq + rows.length, updates: rows.map((row) => row.update), schemaVersion };
  }
  const { headSeq, pieces, schemaVersion } = await readLog(queryable, pageId);
  if (headSeq > afterSeq) return { headSeq, updates: pieces, schemaVersion };
  return { headSeq: afterSeq, updates: [], schemaVersion };
}
