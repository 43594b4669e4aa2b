import { and, asc, eq, gt } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { documentUpdates } from "#services/database/schema/documents.ts";
import { readLog } from "./read-log.ts";

export interface FollowedUpdates {
  /** The number the updates lead to; the given one when there is nothing new. */
  readonly headSeq: number;
  /** Updates to apply in order; begins with a whole snapshot where the rows between are gone. */
  readonly updates: readonly Uint8Array[];
}

/** What a copy of a document lacks that stands at `afterSeq`. Throws `not-found` or DocumentDamaged. */
export async function readUpdates(
  queryable: Queryable,
  { pageId, afterSeq }: { readonly pageId: string; readonly afterSeq: number },
): Promise<FollowedUpdates> {
  const rows = await queryable
    .select({ seq: documentUpdates.seq, update: documentUpdates.update })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.pageId, pageId), gt(documentUpdates.seq, afterSeq)))
    .orderBy(asc(documentUpdates.seq));
  const isWhole = rows.length > 0 && rows.every((row, index) => row.seq === afterSeq + index + 1);
  if (isWhole) return { headSeq: afterSeq + rows.length, updates: rows.map((row) => row.update) };
  const log = await readLog(queryable, pageId);
  return log.headSeq > afterSeq ? { headSeq: log.headSeq, updates: log.pieces } : { headSeq: afterSeq, updates: [] };
}
