import { asc, eq, sql } from "drizzle-orm";
import type { DriveSummary } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** The drives a person is a member of or holds a page grant in, their Home drive first. */
export async function selectDrivesOf(q: Queryable, userId: string): Promise<DriveSummary[]> {
  const isMember = sql`${driveMembers.driveId} = ${drives.id} AND ${driveMembers.userId} = ${userId}`;
  const hasGrant = sql`EXISTS (SELECT FROM page_permissions g JOIN pages p ON p.id = g.page_id
    WHERE g.user_id = ${userId} AND p.drive_id = ${drives.id} AND (g.expires_at IS NULL OR g.expires_at > now()))`;
  const rows = await q
    .select({ id: drives.id, name: drives.name, kind: drives.kind, role: driveMembers.role })
    .from(drives)
    .leftJoin(driveMembers, isMember)
    .where(sql`${driveMembers.userId} IS NOT NULL OR ${hasGrant}`)
    .orderBy(sql`(${drives.kind} = 'home' AND ${drives.ownerId} = ${userId}) DESC`, asc(drives.name), asc(drives.id));
  return rows.map((row) => ({ ...row, role: row.role ?? "guest" }));
}

/** One drive as a person sees it. */
export async function readDriveSummary(q: Queryable, userId: string, driveId: string): Promise<DriveSummary> {
  const [row] = await q
    .select({ id: drives.id, name: drives.name, kind: drives.kind, role: driveMembers.role })
    .from(drives)
    .leftJoin(driveMembers, sql`${driveMembers.driveId} = ${drives.id} AND ${driveMembers.userId} = ${userId}`)
    .where(eq(drives.id, driveId));
  if (!row) throw new Error("The drive vanished while it was locked.");
  return { ...row, role: row.role ?? "guest" };
}

export const listDrives: Handler<"drives.list"> = async ({ actor, tx }) => {
  return { items: await selectDrivesOf(tx, actor.userId) };
};
