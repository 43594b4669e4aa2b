import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";

interface Ancestor extends Record<string, unknown> {
  readonly pageId: string;
  readonly title: string;
  readonly isVisible: boolean;
}

/** For each page the titles from its drive down to its parent, as far up as the person may see; the drive is named where nothing above is hidden. */
export async function listBreadcrumbs(
  tx: Transaction,
  userId: string,
  pageIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (pageIds.length === 0) return new Map();
  const ancestors = await tx.execute<Ancestor>(sql`
    WITH found AS (
      SELECT p.id, p.ancestor_ids, d.name AS drive FROM pages p JOIN drives d ON d.id = p.drive_id
      WHERE p.id = ANY (${sql.param([...pageIds])}::uuid[])
    ), allowed AS MATERIALIZED (
      SELECT r.page_id FROM page_ranks(
        ARRAY(SELECT DISTINCT unnest(ancestor_ids) FROM found), ARRAY[${userId}::uuid]) r
      WHERE r.rank >= 1
    )
    SELECT found.id AS "pageId", found.drive AS title, true AS "isVisible", 0 AS depth FROM found
    UNION ALL
    SELECT found.id, a.title, a.id IN (SELECT page_id FROM allowed), line.depth
    FROM found CROSS JOIN LATERAL unnest(found.ancestor_ids) WITH ORDINALITY AS line(id, depth)
    JOIN pages a ON a.id = line.id
    ORDER BY 1, 4`);
  const byPage = Map.groupBy(ancestors.rows, (row) => row.pageId);
  return new Map(
    [...byPage].map(([pageId, line]) => {
      const lastHidden = line.findLastIndex((row) => !row.isVisible);
      return [pageId, line.slice(lastHidden + 1).map((row) => row.title)];
    }),
  );
}
