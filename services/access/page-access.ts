import { sql } from "drizzle-orm";
import { type AccessLevel, type DriveRole, includesLevel } from "#services/contracts/access-levels.ts";
import type { Queryable } from "#services/database/connection.ts";

/** What a person may do with a page, and where it lies. */
export interface PageAccess {
  readonly level: AccessLevel;
  readonly driveId: string;
  readonly isTrashed: boolean;
}

/** A person's place in a drive they may see; a guest's level is `none`. */
export interface DriveAccess {
  readonly role: DriveRole;
  readonly level: AccessLevel;
}

/** The right of a person on a page, trashed or not; undefined where there is no such page. */
export async function readPageAccess(q: Queryable, userId: string, pageId: string): Promise<PageAccess | undefined> {
  const found = await q.execute<{ level: AccessLevel; driveId: string; isTrashed: boolean }>(sql`
    SELECT access_level(r.rank) AS level, p.drive_id AS "driveId", p.trashed_at IS NOT NULL AS "isTrashed"
    FROM page_ranks(ARRAY[${pageId}::uuid], ARRAY[${userId}::uuid]) r JOIN pages p ON p.id = r.page_id`);
  return found.rows[0];
}

/** A person's place in a drive; undefined where there is none for them: neither membership nor a grant on a page. */
export async function readDriveAccess(q: Queryable, userId: string, driveId: string): Promise<DriveAccess | undefined> {
  const found = await q.execute<{ role: DriveRole; level: AccessLevel }>(
    sql`SELECT role, level FROM drive_access(${userId}, ${driveId})`,
  );
  return found.rows[0];
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

/** Everyone who may view a page: kept with an event whose page will be gone when it is read. */
export async function listEveryViewer(q: Queryable, pageId: string): Promise<string[]> {
  const found = await q.execute<{ id: string }>(sql`
    SELECT viewer.id FROM page_viewers(${pageId}, ARRAY(
      SELECT m.user_id FROM drive_members m JOIN pages p ON p.drive_id = m.drive_id WHERE p.id = ${pageId}
      UNION
      SELECT g.user_id FROM page_permissions g JOIN pages p ON g.page_id = ANY (p.ancestor_ids || p.id)
      WHERE p.id = ${pageId} AND g.user_id IS NOT NULL
    )) AS viewer(id)`);
  return found.rows.map((row) => row.id);
}

/** Those of the given pages that a person may view, found in one query. */
export async function filterVisiblePages(
  q: Queryable,
  userId: string,
  pageIds: readonly string[],
): Promise<Set<string>> {
  if (pageIds.length === 0) return new Set();
  const found = await q.execute<{ id: string }>(sql`
    SELECT r.page_id AS id FROM page_ranks(${sql.param([...new Set(pageIds)])}::uuid[], ARRAY[${userId}::uuid]) r
    WHERE r.rank >= 1`);
  return new Set(found.rows.map((row) => row.id));
}
