import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { filterVisiblePages } from "#services/access/page-access.ts";
import { type PageSummary, Text } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { decodeCursor, encodeCursor, type RowPlace } from "#services/web/operations/cursor.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { type ListedPage, selectPages, summarisePage } from "./page-summary.ts";

/** Rows read at once at least: where many may not be seen, a small page of results is not gathered one by one. */
const smallestBatch = 50;

interface Listing {
  readonly where: SQL | undefined;
  readonly orderBy: SQL;
  /** What a cursor's sort key looks like. */
  readonly sortKey: z.ZodType<string>;
  /** The rows after a place. */
  after(place: RowPlace): SQL;
  sortKeyOf(page: ListedPage): string;
  /** Leaves out what stands below a page that the person sees, where it is listed with that page. */
  readonly isTopOnly?: true;
}

const byPosition = {
  orderBy: sql`${pages.position}, ${pages.id}`,
  sortKey: Text,
  after: (place: RowPlace) => sql`(${pages.position}, ${pages.id}) > (${place.sortKey} COLLATE "C", ${place.id}::uuid)`,
  sortKeyOf: (page: ListedPage) => page.position,
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
  return { ...byPosition, isTopOnly: true, where: and(eq(pages.driveId, driveId), isNull(pages.trashedAt), isTop) };
}

const Milliseconds = z.string().regex(/^\d{1,15}$/);

/** What was moved to the trash, the newest first; sorted by milliseconds, which is how exactly the time is stored. */
function trashOf(driveId: string): Listing {
  return {
    where: and(eq(pages.driveId, driveId), eq(pages.trashRootId, pages.id)),
    orderBy: sql`${pages.trashedAt} DESC, ${pages.id} DESC`,
    sortKey: Milliseconds,
    after: (place) =>
      sql`(${pages.trashedAt}, ${pages.id}) < (to_timestamp(${place.sortKey}::float8 / 1000), ${place.id}::uuid)`,
    sortKeyOf: (page) => String(page.trashedAt?.getTime() ?? 0),
  };
}

interface ListRequest {
  readonly userId: string;
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** One page of a listing, without what the person may not see; reads on until it is full. */
async function readListing(
  q: Queryable,
  listing: Listing,
  request: ListRequest,
): Promise<{ items: PageSummary[]; nextCursor: string | null }> {
  const { userId, cursor, limit } = request;
  const batch = Math.max(limit + 1, smallestBatch);
  const placeOf = (page: ListedPage): RowPlace => ({ sortKey: listing.sortKeyOf(page), id: page.id });
  const found: Seen[] = [];
  let place = cursor === undefined ? undefined : decodeCursor(cursor, listing.sortKey);
  let isEnd = false;
  // One more than is shown, so that a further page is promised only where there is something to see on it.
  while (!isEnd && found.length <= limit) {
    const where = and(listing.where, place && listing.after(place));
    const rows = await selectPages(q, userId, { where, orderBy: listing.orderBy, limit: batch });
    found.push(...(await keepVisible(q, rows, { userId, isTopOnly: listing.isTopOnly })));
    const last = rows.at(-1);
    if (last) place = placeOf(last);
    isEnd = rows.length < batch;
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((seen) => seen.summary),
    nextCursor: found.length > limit && last ? encodeCursor(placeOf(last.page)) : null,
  };
}

interface Seen {
  readonly page: ListedPage;
  readonly summary: PageSummary;
}

async function keepVisible(
  q: Queryable,
  rows: readonly ListedPage[],
  { userId, isTopOnly }: { readonly userId: string; readonly isTopOnly: true | undefined },
): Promise<Seen[]> {
  const ids = rows.flatMap((row) => (row.parentId === null ? [row.id] : [row.id, row.parentId]));
  const visible = await filterVisiblePages(q, userId, ids);
  return rows
    .filter((page) => visible.has(page.id))
    .map((page) => ({ page, summary: summarisePage(page, visible) }))
    .filter(({ summary }) => !isTopOnly || summary.parentId === null);
}

export const listPages: Handler<"pages.list"> = async ({ input, actor, tx }) => {
  const request = { userId: actor.userId, cursor: input.cursor, limit: input.limit };
  if (input.trashed === "true") return readListing(tx, trashOf(input.driveId), request);
  if (input.parentId !== undefined) return readListing(tx, childrenOf(input.parentId), request);
  return readListing(tx, rootOf(input.driveId, actor.userId), request);
};
