import { eq, sql } from "drizzle-orm";
import type { DriveDetails, DriveSummary } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";
import { reaches } from "#services/web/operations/actor-reach.ts";
import type { Handler } from "#services/web/operations/handler.ts";

const selectDrives = prepare<DriveSummary>(
  "drives-of",
  `SELECT d.id, d.name, d.icon, d.kind, coalesce(m.role, 'guest') AS role,
     CASE WHEN m.role IS NULL THEN owner.name END AS "sharedBy"
   FROM drives d JOIN users owner ON owner.id = d.owner_id
   LEFT JOIN drive_members m ON m.drive_id = d.id AND m.user_id = $1::uuid
   WHERE d.id IN (SELECT drives_of($1::uuid))
   ORDER BY (d.kind = 'home' AND d.owner_id = $1::uuid) DESC, m.role IS NULL, d.name, d.id`,
);

/** The drives a person is a member of or holds a page grant in, their Home drive first. */
export async function selectDrivesOf(q: Queryable, userId: string): Promise<DriveSummary[]> {
  return selectDrives(q, [userId]);
}

/** One drive as a person sees it. */
export async function readDriveSummary(q: Queryable, userId: string, driveId: string): Promise<DriveSummary> {
  const { description: _description, aiInstructions: _instructions, ...drive } = await readDrive(q, userId, driveId);
  return drive;
}

/** One drive with what its members are told of it. */
export async function readDriveDetails(q: Queryable, userId: string, driveId: string): Promise<DriveDetails> {
  const drive = await readDrive(q, userId, driveId);
  return drive.role === "guest" ? { ...drive, description: "", aiInstructions: "" } : drive;
}

async function readDrive(q: Queryable, userId: string, driveId: string): Promise<DriveDetails> {
  const [row] = await q
    .select({
      id: drives.id,
      name: drives.name,
      icon: drives.icon,
      kind: drives.kind,
      role: driveMembers.role,
      owner: users.name,
      description: drives.description,
      aiInstructions: drives.aiInstructions,
    })
    .from(drives)
    .innerJoin(users, eq(users.id, drives.ownerId))
    .leftJoin(driveMembers, sql`${driveMembers.driveId} = ${drives.id} AND ${driveMembers.userId} = ${userId}`)
    .where(eq(drives.id, driveId));
  if (!row) throw new OperationError("not-found", "There is no such drive, or you may not see it.");
  const { owner, ...drive } = row;
  return { ...drive, role: row.role ?? "guest", sharedBy: row.role === null ? owner : null };
}

export const listDrives: Handler<"drives.list"> = async ({ actor, services }) => {
  const drives = await selectDrivesOf(services.db, actor.userId);
  return { items: drives.filter(({ id }) => reaches(actor, id)) };
};
