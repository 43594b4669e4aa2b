import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { filterVisiblePages } from "#services/access/page-access.ts";
import { PageType } from "#services/contracts/page-types.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

/** In subqueries the outer table is written out: the query builder would leave its name away. */
function hasLiveChild(accessMode: "inherit" | "restricted"): SQL<boolean> {
  return sql<boolean>`EXISTS (SELECT FROM pages child
    WHERE child.parent_id = pages.id AND child.trashed_at IS NULL AND child.access_mode = ${accessMode})`;
}

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
  hasChildren: hasLiveChild("inherit"),
  hasRestrictedChildren: hasLiveChild("restricted"),
};

/** A page as it is stored, whoever may see its parent. */
export type ListedPage = Omit<PageSummary, "type" | "isTrashed" | "createdAt" | "updatedAt"> & {
  readonly type: string;
  readonly trashedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/**
 * The pages that match, in the given order; `hasChildren` tells of live children that the person may view. What is not
 * restricted is as visible as its parent, so only restricted children are looked at closely. Rights on the pages
 * themselves are the caller's matter.
 */
export async function selectPages(
  q: Queryable,
  userId: string,
  range: { readonly where: SQL | undefined; readonly orderBy?: SQL; readonly limit?: number },
): Promise<ListedPage[]> {
  const query = q
    .select(columns)
    .from(pages)
    .where(range.where)
    .orderBy(range.orderBy ?? sql`${pages.position}, ${pages.id}`)
    .$dynamic();
  const rows = await (range.limit === undefined ? query : query.limit(range.limit));
  const undecided = rows.filter((row) => row.hasRestrictedChildren && !row.hasChildren).map((row) => row.id);
  const opened = await findParentsOfVisible(q, userId, undecided);
  return rows.map(({ hasRestrictedChildren: _, ...row }) => ({
    ...row,
    hasChildren: row.hasChildren || opened.has(row.id),
  }));
}

/** Those of the given pages that hold a live restricted page which the person may view. */
async function findParentsOfVisible(
  q: Queryable,
  userId: string,
  parentIds: readonly string[],
): Promise<ReadonlySet<string | null>> {
  if (parentIds.length === 0) return new Set();
  const children = await q
    .select({ id: pages.id, parentId: pages.parentId })
    .from(pages)
    .where(and(inArray(pages.parentId, [...parentIds]), isNull(pages.trashedAt), eq(pages.accessMode, "restricted")));
  const visible = await filterVisiblePages(
    q,
    userId,
    children.map((child) => child.id),
  );
  return new Set(children.filter((child) => visible.has(child.id)).map((child) => child.parentId));
}

/** The summary of a page for someone who may view it; `visible` holds its parent if they may view that too. */
export function summarisePage(page: ListedPage, visible: ReadonlySet<string>): PageSummary {
  const { trashedAt, parentId, ...rest } = page;
  return {
    ...rest,
    parentId: parentId !== null && visible.has(parentId) ? parentId : null,
    type: PageType.parse(page.type),
    isTrashed: trashedAt !== null,
    createdAt: page.createdAt.toISOString(),
    updatedAt: page.updatedAt.toISOString(),
  };
}

/** The summary of one page as a person may see it; `not-found` when it is gone. */
export async function readPageSummary(q: Queryable, userId: string, pageId: string): Promise<PageSummary> {
  const [page] = await selectPages(q, userId, { where: eq(pages.id, pageId) });
  if (!page) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  return summarisePage(page, await filterVisiblePages(q, userId, page.parentId === null ? [] : [page.parentId]));
}
