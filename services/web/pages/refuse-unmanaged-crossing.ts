import { sql } from "drizzle-orm";
import { readDriveAccess, readPageAccess } from "#services/access/page-access.ts";
import type { Queryable } from "#services/database/connection.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { PageRow } from "./read-page-row.ts";

/** The nearest restricted page among the given, nearest last; null when none is. */
async function nearestRestriction(q: Queryable, ids: readonly string[]): Promise<string | null> {
  if (ids.length === 0) return null;
  const rows = await q.execute<{ id: string }>(sql`
    SELECT p.id FROM pages p JOIN unnest(${sql.param([...ids])}::uuid[]) WITH ORDINALITY AS path(id, depth) ON p.id = path.id
    WHERE p.access_mode = 'restricted' ORDER BY path.depth DESC LIMIT 1`);
  return rows.rows[0]?.id ?? null;
}

export interface NewPlace {
  readonly page: PageRow;
  /** Left out: the drive it lies in. */
  readonly driveId?: string;
  readonly ancestorIds: readonly string[];
}

/** Whether a new place lies behind another restriction than the page's old one. */
export async function isBehindOther(q: Queryable, { page, ancestorIds }: NewPlace): Promise<boolean> {
  if (page.accessMode === "restricted") return false;
  if (page.ancestorIds.join() === ancestorIds.join()) return false;
  return (await nearestRestriction(q, page.ancestorIds)) !== (await nearestRestriction(q, ancestorIds));
}

/**
 * Refuses a new place for a page that lies behind another restriction than its old one, unless the person manages the
 * page, and one in another drive, unless they are in charge of the drive it leaves: they see all that goes along.
 */
export async function refuseUnmanagedCrossing(q: Queryable, userId: string, place: NewPlace): Promise<void> {
  const { page, driveId = page.driveId } = place;
  if (driveId !== page.driveId) {
    const drive = await readDriveAccess(q, userId, page.driveId);
    if (drive?.level === "manage") return;
    const message = "Only the owner and the admins of its drive may take a page out of the drive; nothing was moved.";
    throw new OperationError("forbidden", message);
  }
  if (!(await isBehindOther(q, place))) return;
  const access = await readPageAccess(q, userId, page.id);
  if (access?.level !== "manage") {
    throw new OperationError(
      "forbidden",
      "Its new place changes who can see the page; only someone who manages the page may bring it there.",
    );
  }
}
