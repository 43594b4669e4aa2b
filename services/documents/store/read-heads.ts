import { inArray } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";

/** The number of the last update of each of these documents; one that is gone is left out. */
export async function readHeads(
  queryable: Queryable,
  pageIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (pageIds.length === 0) return new Map();
  const rows = await queryable
    .select({ pageId: documents.pageId, headSeq: documents.headSeq })
    .from(documents)
    .where(inArray(documents.pageId, [...pageIds]));
  return new Map(rows.map((row) => [row.pageId, row.headSeq]));
}
