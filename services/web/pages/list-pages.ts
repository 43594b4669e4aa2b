import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { filterVisiblePages } from "#services/access/page-access.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { decodeCursor, encodeCursor } from "#services/web/operations/cursor.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { selectPages } from "./page-summary.ts";

interface Listing {
  readonly where: SQL | undefined;
  readonly orderBy: SQL;
  /** The rows after a cursor. */
  after(cursor: { readonly sortKey: string; readonly id: string }): SQL;
  sortKeyOf(page: PageSummary): string;
}

const byPosition = {
  orderBy: sql`${pages.position}, ${pages.id}`,
  after: (cursor: { sortKey: string; id: string }) =>
    sql`(${pages.position}, ${pages.id}) > (${cursor.sortKey} COLLATE "C", ${cursor.id}::uuid)`,
  sortKeyOf: (page: PageSummary) => page.position,
};

function childrenOf(parentId: string): Listing {
  return { ...byPosition, where: and(eq(pages.parentId, parentId), isNull(pages.trashedAt)) };
}

/** The root of a drive as a person sees it: its root pages, and pages granted to them below parents they may not see. */
function rootOf(driveId: string, userId: string): Listing {
  const granted = sql`EXISTS (SELECT FROM page_permissions grant_ WHERE grant_.page_id = pages.id
    AND (grant_.user_id = ${userId} OR grant_.drive_role = (
      SELECT role FROM drive_members WHERE drive_id = ${driveId} AND user_id = ${userId})))`;
  const isTop = or(isNull(pages.parentId), granted);
  return { ...byPosition, where: and(eq(pages.driveId, driveId), isNull(pages.trashedAt), isTop) };
}

function trashOf(driveId: string): Listing {
  // Newest first; the id breaks ties and, being time-ordered, stands in for the time in the cursor.
  return {
    where: and(eq(pages.driveId, driveId), eq(pages.trashRootId, pages.id)),
    orderBy: sql`${pages.trashedAt} DESC, ${pages.id} DESC`,
    after: (cursor) =>
      sql`(${pages.trashedAt}, ${pages.id}) < ((SELECT at.trashed_at FROM pages at WHERE at.id = ${cursor.id}), ${cursor.id}::uuid)`,
    sortKeyOf: () => "",
  };
}

/** One page of a listing, without what the person may not see; reads on until it is full. */
async function readListing(
  q: Queryable,
  listing: Listing,
  request: { userId: string; cursor: string | undefined; limit: number; hidesChildrenOfVisible: boolean },
): Promise<{ items: PageSummary[]; nextCursor: string | null }> {
  const items: PageSummary[] = [];
  let cursor = request.cursor;
  while (items.length < request.limit) {
    const after = cursor === undefined ? undefined : listing.after(decodeCursor(cursor));
    const rows = await selectPages(q, and(listing.where, after), { orderBy: listing.orderBy, limit: request.limit });
    items.push(...(await keepVisible(q, rows, request)));
    const last = rows.at(-1);
    if (rows.length < request.limit || !last) return { items, nextCursor: null };
    cursor = encodeCursor(listing.sortKeyOf(last), last.id);
  }
  return { items, nextCursor: cursor ?? null };
}

async function keepVisible(
  q: Queryable,
  rows: readonly PageSummary[],
  request: { userId: string; hidesChildrenOfVisible: boolean },
): Promise<PageSummary[]> {
  const parents = request.hidesChildrenOfVisible ? rows.flatMap((row) => (row.parentId ? [row.parentId] : [])) : [];
  const ids = [...new Set([...rows.map((row) => row.id), ...parents])];
  const visible = new Set(await filterVisiblePages(q, request.userId, ids));
  return rows
    .filter((row) => visible.has(row.id))
    .filter((row) => !request.hidesChildrenOfVisible || row.parentId === null || !visible.has(row.parentId))
    .map((row) => (request.hidesChildrenOfVisible ? { ...row, parentId: null } : row));
}

export const listPages: Handler<"pages.list"> = async ({ input, actor, tx }) => {
  const request = { userId: actor.userId, cursor: input.cursor, limit: input.limit };
  if (input.trashed === "true") {
    return readListing(tx, trashOf(input.driveId), { ...request, hidesChildrenOfVisible: false });
  }
  if (input.parentId !== undefined) {
    return readListing(tx, childrenOf(input.parentId), { ...request, hidesChildrenOfVisible: false });
  }
  return readListing(tx, rootOf(input.driveId, actor.userId), { ...request, hidesChildrenOfVisible: true });
};
