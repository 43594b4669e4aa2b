import * as z from "zod";
import { type PageSummary, Text } from "#services/contracts/shapes.ts";
import type { Database } from "#services/database/connection.ts";
import { type PreparedStatement, prepare } from "#services/database/prepare.ts";
import { decodeCursor, encodeCursor, type RowPlace } from "#services/web/operations/cursor.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { mayView, pageColumns, parentIfSeen, type ShownPage, summarisePage } from "./page-summary.ts";

/** What every listing is asked: of whom (`$1`: a page or a drive), for whom (`$2`), after which row (`$3`, `$4`; null: from the start), how many (`$5`). */
interface Listing {
  readonly select: PreparedStatement<ShownPage>;
  /** What a cursor's sort key looks like. */
  readonly sortKey: z.ZodType<string>;
  sortKeyOf(page: ShownPage): string;
}

const afterPosition = `($4::uuid IS NULL OR (p.position, p.id) > ($3::text COLLATE "C", $4::uuid))`;
const inOrder = "ORDER BY p.position, p.id LIMIT $5::integer";

const byPosition = { sortKey: Text, sortKeyOf: (page: ShownPage) => page.position };

/** The children of a page that the person may view: what is not restricted is as visible as that. */
const children: Listing = {
  ...byPosition,
  select: prepare<ShownPage>(
    "list-children",
    `SELECT ${pageColumns("p.parent_id")} FROM pages p
     WHERE p.parent_id = $1::uuid AND p.trashed_at IS NULL AND ${afterPosition}
       AND (p.access_mode = 'inherit' OR ${mayView("p.id")})
     ${inOrder}`,
  ),
};

/** The beginnings of several lists of children: of the pages `$1`, for the person `$2`, `$3` of each. */
const selectLevels = prepare<ShownPage>(
  "list-levels",
  `SELECT level.* FROM unnest($1::uuid[]) AS asked(id) CROSS JOIN LATERAL (
     SELECT ${pageColumns("p.parent_id")} FROM pages p
     WHERE p.parent_id = asked.id AND p.trashed_at IS NULL
       AND (p.access_mode = 'inherit' OR ${mayView("p.id")})
     ORDER BY p.position, p.id LIMIT $3::integer
   ) AS level`,
);

/** The root of a drive as a person sees it: its root pages, and pages granted to them below parents they may not see. */
const root: Listing = {
  ...byPosition,
  select: prepare<ShownPage>(
    "list-root",
    `SELECT ${pageColumns("NULL::uuid")}
     FROM pages p LEFT JOIN drive_members m ON m.drive_id = $1::uuid AND m.user_id = $2::uuid
     WHERE p.drive_id = $1::uuid AND p.trashed_at IS NULL AND ${afterPosition}
       AND (p.parent_id IS NULL OR (
         p.id IN (SELECT g.page_id FROM page_permissions g WHERE g.user_id = $2::uuid OR g.drive_role = m.role)
         AND NOT ${mayView("p.parent_id")}))
       AND ${mayView("p.id")}
     ${inOrder}`,
  ),
};

const Milliseconds = z.string().regex(/^\d{1,15}$/);

/** What was moved to the trash, the newest first; sorted by milliseconds, which is how exactly the time is stored. */
const trash: Listing = {
  sortKey: Milliseconds,
  sortKeyOf: (page) => String(page.trashedAt?.getTime() ?? 0),
  select: prepare<ShownPage>(
    "list-trash",
    `SELECT ${pageColumns(parentIfSeen)},
       (SELECT count(*)::integer FROM pages below
        WHERE below.drive_id = p.drive_id AND below.trash_root_id = p.id AND below.id <> p.id
          AND ${mayView("below.id")}) AS "pagesBelow"
     FROM pages p
     WHERE p.drive_id = $1::uuid AND p.trashed_at IS NOT NULL AND p.trash_root_id = p.id AND ${mayView("p.id")}
       AND ($4::uuid IS NULL OR (p.trashed_at, p.id) < (to_timestamp($3::text::float8 / 1000), $4::uuid))
     ORDER BY p.trashed_at DESC, p.id DESC LIMIT $5::integer`,
  ),
};

interface ListRequest {
  /** The page or drive whose listing it is. */
  readonly ofId: string;
  readonly userId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of a listing, in one statement. */
async function readListing(
  db: Database,
  listing: Listing,
  { ofId, userId, cursor, limit }: ListRequest,
): Promise<{ items: PageSummary[]; nextCursor: string | null }> {
  const place: RowPlace | undefined = cursor === undefined ? undefined : decodeCursor(cursor, listing.sortKey);
  // One more than is shown tells whether there is a further page.
  const values = [ofId, userId, place?.sortKey ?? null, place?.id ?? null, limit + 1];
  return cutListing(listing, await listing.select(db, values), limit);
}

function cutListing(listing: Listing, found: readonly ShownPage[], limit: number) {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(summarisePage),
    nextCursor: last ? encodeCursor({ sortKey: listing.sortKeyOf(last), id: last.id }) : null,
  };
}

export const listPages: Handler<"pages.list"> = async ({ input, actor, services }) => {
  const { driveId, parentId, cursor, limit } = input;
  const request = { userId: actor.userId, cursor, limit };
  if (input.trashed === "true") return readListing(services.db, trash, { ...request, ofId: driveId });
  if (parentId !== undefined) return readListing(services.db, children, { ...request, ofId: parentId });
  return readListing(services.db, root, { ...request, ofId: driveId });
};

/** Children listed of each level when several are asked for. */
const itemsPerLevel = 500;

export const listManyPages: Handler<"pages.listMany"> = async ({ input, actor, services }) => {
  const { db, access } = services;
  const { userId } = actor;
  const driveId = input.driveId.toLowerCase();
  const asked = new Set(input.parentIds.flatMap((id) => id?.toLowerCase() ?? []));
  const places = await access.pagePlaces(userId, [...asked]);
  const visible = [...places].flatMap(([id, place]) =>
    place.driveId === driveId && place.level !== "none" ? [id] : [],
  );
  const [found, top] = await Promise.all([
    visible.length === 0 ? [] : selectLevels(db, [visible, userId, itemsPerLevel + 1]),
    input.parentIds.includes(null) ? readListing(db, root, { ofId: driveId, userId, limit: itemsPerLevel }) : null,
  ]);
  const byParent = Map.groupBy(found, ({ parentId }) => parentId);
  const levels = visible.map((parentId) => ({
    parentId,
    ...cutListing(children, byParent.get(parentId) ?? [], itemsPerLevel),
  }));
  return { levels: top === null ? levels : [{ parentId: null, ...top }, ...levels] };
};
