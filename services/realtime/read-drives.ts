import { sql } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";

/** The drives each person may see: as a member, or by an unexpired grant on one of its pages. */
export async function readDrivesOf(q: Queryable, userIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const drives = new Map(userIds.map((id) => [id, new Set<string>()]));
  if (userIds.length === 0) return drives;
  const ids = sql`${sql.param([...userIds])}::uuid[]`;
  const found = await q.execute<{ userId: string; driveId: string }>(sql`
    SELECT person.id AS "userId", drive.id AS "driveId"
    FROM unnest(${ids}) AS person(id) CROSS JOIN LATERAL drives_of(person.id) AS drive(id)`);
  for (const row of found.rows) drives.get(row.userId)?.add(row.driveId);
  return drives;
}
