import { sql } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";

/** The drives each person may see: as a member, or by an unexpired grant on one of its pages. */
export async function readDrivesOf(q: Queryable, userIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const drives = new Map(userIds.map((id) => [id, new Set<string>()]));
  if (userIds.length === 0) return drives;
  const ids = sql`${sql.param([...userIds])}::uuid[]`;
  const found = await q.execute<{ userId: string; driveId: string }>(sql`
    SELECT user_id AS "userId", drive_id AS "driveId" FROM drive_members WHERE user_id = ANY (${ids})
    UNION
    SELECT g.user_id, p.drive_id FROM page_permissions g JOIN pages p ON p.id = g.page_id
    WHERE g.user_id = ANY (${ids}) AND (g.expires_at IS NULL OR g.expires_at > now())`);
  for (const row of found.rows) drives.get(row.userId)?.add(row.driveId);
  return drives;
}
