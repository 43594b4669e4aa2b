import type { DriveRole } from "#services/contracts/access-levels.ts";
import type { DriveMember } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: DriveRole;
  readonly joinedAt: Date;
  readonly grantCount: number;
  readonly isAskerInCharge: boolean;
}

/** The members of the drive `$1` that the person `$2` may know of: a guest knows themself and those in charge. */
const selectMembers = prepare<MemberRow>(
  "members-of-drive",
  `SELECT u.id, u.name, u.email, m.role, m.created_at AS "joinedAt",
     asker.rank >= 4 AS "isAskerInCharge",
     CASE WHEN asker.rank >= 4 THEN
       (SELECT count(*)::integer FROM page_permissions g JOIN pages p ON p.id = g.page_id
        WHERE g.user_id = u.id AND p.drive_id = m.drive_id AND (g.expires_at IS NULL OR g.expires_at > now()))
     ELSE 0 END AS "grantCount"
   FROM drive_members m JOIN users u ON u.id = m.user_id
   CROSS JOIN (SELECT coalesce(max(role_rank(role)), 0) AS rank FROM drive_members
               WHERE drive_id = $1::uuid AND user_id = $2::uuid) asker
   WHERE m.drive_id = $1::uuid AND (asker.rank >= 1 OR m.user_id = $2::uuid OR role_rank(m.role) >= 4)
   ORDER BY array_position(ARRAY['owner', 'admin', 'editor', 'commenter', 'viewer', 'guest'], m.role), lower(u.name), u.id`,
);

/** The members of a drive, the most powerful first, as one person may know them. Addresses are for those in charge. */
export async function readMembers(q: Queryable, userId: string, driveId: string): Promise<DriveMember[]> {
  const rows = await selectMembers(q, [driveId, userId]);
  return rows.map((row) => ({
    person: describePerson(row.isAskerInCharge || row.id === userId ? row : { ...row, email: null }),
    role: row.role,
    joinedAt: row.joinedAt.toISOString(),
    grantCount: row.isAskerInCharge ? row.grantCount : null,
  }));
}

/** One member as another person may know them now. */
export async function readMember(
  q: Queryable,
  userId: string,
  member: { readonly driveId: string; readonly userId: string },
): Promise<DriveMember> {
  const members = await readMembers(q, userId, member.driveId);
  const found = members.find(({ person }) => person.id === member.userId.toLowerCase());
  if (!found) throw noSuchMember();
  return found;
}

export function noSuchMember(): OperationError {
  return new OperationError("not-found", "This person is not in the drive any more.");
}
