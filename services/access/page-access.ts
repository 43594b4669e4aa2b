import { sql } from "drizzle-orm";
import { type AccessLevel, type DriveRole, includesLevel } from "#services/contracts/access-levels.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";

/** What a person may do with a page, and where it lies. */
export interface PageAccess {
  readonly level: AccessLevel;
  readonly driveId: string;
}

/** A person's place in a drive they may see; a guest's level is `none`. */
export interface DriveAccess {
  readonly role: DriveRole;
  readonly level: AccessLevel;
}

/** The right of a person on a page, trashed or not; undefined where there is no such page. */
export async function readPageAccess(q: Queryable, userId: string, pageId: string): Promise<PageAccess | undefined> {
  const [found] = await selectPageAccess(q, [pageId, userId]);
  return found;
}

const selectPageAccess = prepare<PageAccess>(
  "page-access",
  `SELECT access_level(r.rank) AS level, r.drive_id AS "driveId"
   FROM page_ranks(ARRAY[$1::uuid], ARRAY[$2::uuid]) r`,
);

/** A person's place in a drive; undefined where there is none for them: neither membership nor a grant on a page. */
export async function readDriveAccess(q: Queryable, userId: string, driveId: string): Promise<DriveAccess | undefined> {
  const [found] = await selectDriveAccess(q, [userId, driveId]);
  return found;
}

const selectDriveAccess = prepare<DriveAccess>(
  "drive-access",
  "SELECT role, level FROM drive_access($1::uuid, $2::uuid)",
);

/** Whether a drive lies in the trash of a person, its owner. */
export async function isInTrashOf(q: Queryable, userId: string, driveId: string): Promise<boolean> {
  const [found] = await selectInTrash(q, [userId, driveId]);
  return found?.isThere === true;
}

const selectInTrash = prepare<{ readonly isThere: boolean }>(
  "drive-in-trash",
  'SELECT is_in_trash_of($1::uuid, $2::uuid) AS "isThere"',
);

/** Everybody with a place in a drive, in the trash or not: whom a change of the whole drive concerns. */
export async function listPeopleOf(q: Queryable, driveId: string): Promise<string[]> {
  const found = await q.execute<{ id: string }>(sql`SELECT id FROM people_of(${driveId}) AS person(id)`);
  return found.rows.map((row) => row.id);
}

/** Whether a place in a drive includes what is needed; to see the drive, any place suffices. */
export function includesDriveLevel(access: DriveAccess | undefined, needed: AccessLevel): boolean {
  if (!access) return false;
  return needed === "none" || needed === "view" || includesLevel(access.level, needed);
}

/** Those of the given people who may view a page. */
export async function listPageViewers(q: Queryable, pageId: string, userIds: readonly string[]): Promise<string[]> {
  const found = await q.execute<{ id: string }>(
    sql`SELECT id FROM page_viewers(${pageId}, ${sql.param([...userIds])}::uuid[]) AS viewer(id)`,
  );
  return found.rows.map((row) => row.id);
}

/** Whom rights on a page can come to: the members of its drive and those it, or a page above it, is granted to. */
const candidates = (pageId: string) => sql`ARRAY(
  SELECT m.user_id FROM drive_members m JOIN pages p ON p.drive_id = m.drive_id WHERE p.id = ${pageId}
  UNION
  SELECT g.user_id FROM page_permissions g JOIN pages p ON g.page_id = ANY (p.ancestor_ids || p.id)
  WHERE p.id = ${pageId} AND g.user_id IS NOT NULL
)`;

/** Everyone who may view a page: kept with an event whose page will be gone when it is read. */
export async function listEveryViewer(q: Queryable, pageId: string): Promise<string[]> {
  const found = await q.execute<{ id: string }>(
    sql`SELECT viewer.id FROM page_viewers(${pageId}, ${candidates(pageId)}) AS viewer(id)`,
  );
  return found.rows.map((row) => row.id);
}

/** Everyone who manages a page. */
export async function listPageManagers(q: Queryable, pageId: string): Promise<string[]> {
  const found = await q.execute<{ id: string }>(
    sql`SELECT r.user_id AS id FROM page_ranks(ARRAY[${pageId}::uuid], ${candidates(pageId)}) r WHERE r.rank >= 4`,
  );
  return found.rows.map((row) => row.id);
}

/** Those of the given pages that a person may view, found in one query. */
export async function filterVisiblePages(
  q: Queryable,
  userId: string,
  pageIds: readonly string[],
): Promise<Set<string>> {
  if (pageIds.length === 0) return new Set();
  const found = await selectVisiblePages(q, [[...new Set(pageIds)], userId]);
  return new Set(found.map((row) => row.id));
}

const selectVisiblePages = prepare<{ readonly id: string }>(
  "visible-pages",
  "SELECT r.page_id AS id FROM page_ranks($1::uuid[], ARRAY[$2::uuid]) r WHERE r.rank >= 1",
);
