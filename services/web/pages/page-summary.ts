import { type SQL, sql } from "drizzle-orm";
import { PageType } from "#services/contracts/page-types.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";

// In subqueries the outer table is written out: the query builder would leave its name away.
const columns = {
  id: pages.id,
  driveId: pages.driveId,
  parentId: pages.parentId,
  type: pages.type,
  title: pages.title,
  icon: pages.icon,
  position: pages.position,
  trashedAt: pages.trashedAt,
  createdAt: pages.createdAt,
  updatedAt: pages.updatedAt,
  hasChildren: sql<boolean>`EXISTS (SELECT FROM pages child WHERE child.parent_id = pages.id AND child.trashed_at IS NULL)`,
};

/** Summaries of the pages that match, in the given order. Rights are the caller's matter. */
export async function selectPages(
  q: Queryable,
  where: SQL | undefined,
  range: { readonly orderBy?: SQL; readonly limit?: number } = {},
): Promise<PageSummary[]> {
  const query = q
    .select(columns)
    .from(pages)
    .where(where)
    .orderBy(range.orderBy ?? sql`${pages.position}, ${pages.id}`)
    .$dynamic();
  const rows = await (range.limit === undefined ? query : query.limit(range.limit));
  return rows.map(({ trashedAt, ...row }) => ({
    ...row,
    type: PageType.parse(row.type),
    isTrashed: trashedAt !== null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}
