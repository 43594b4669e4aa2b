import { eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { pages } from "#services/database/schema/pages.ts";

/** How a document stands in the database. */
export interface DocumentHead {
  /** The number of its last update. */
  readonly headSeq: number;
  /** The editor schema version its content needs. */
  readonly schemaVersion: number;
  readonly isTrashed: boolean;
  readonly isLocked: boolean;
}

/** How each of these documents stands; one that is gone is left out. */
export async function readHeads(
  queryable: Queryable,
  pageIds: readonly string[],
): Promise<ReadonlyMap<string, DocumentHead>> {
  if (pageIds.length === 0) return new Map();
  const rows = await queryable
    .select({
      pageId: documents.pageId,
      headSeq: documents.headSeq,
      schemaVersion: documents.schemaVersion,
      isTrashed: sql<boolean>`${pages.trashedAt} IS NOT NULL`,
      isLocked: pages.isLocked,
    })
    .from(documents)
    .innerJoin(pages, eq(pages.id, documents.pageId))
    .where(inArray(documents.pageId, [...pageIds]));
  return new Map(rows.map(({ pageId, ...head }) => [pageId, head]));
}
