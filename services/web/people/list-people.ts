import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly isOwner: boolean;
  readonly isDeactivated: boolean;
  readonly ownedCount: number;
  readonly driveCount: number;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
}

const selectAccounts = prepare<AccountRow>(
  "accounts",
  `SELECT u.id, u.name, u.email, u.owner AS "isOwner", u.created_at AS "createdAt",
     u.deactivated_at IS NOT NULL AS "isDeactivated",
     (SELECT count(*)::integer FROM drives d WHERE d.owner_id = u.id AND d.kind = 'shared') AS "ownedCount",
     (SELECT count(*)::integer FROM drive_members m JOIN drives d ON d.id = m.drive_id
      WHERE m.user_id = u.id AND d.kind = 'shared' AND d.trashed_at IS NULL) AS "driveCount",
     (SELECT max(s.last_seen_at) FROM session_tokens s WHERE s.user_id = u.id AND s.expires_at > now()) AS "lastSeenAt"
   FROM users u WHERE u.deleted_at IS NULL ORDER BY u.owner DESC, lower(u.name), u.id`,
);

export const listPeople: Handler<"people.list"> = async ({ services }) => {
  const rows = await selectAccounts(services.db, []);
  return {
    items: rows.map((row) => ({
      person: describePerson(row),
      isOwner: row.isOwner,
      isDeactivated: row.isDeactivated,
      ownedCount: row.ownedCount,
      driveCount: row.driveCount,
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
  };
};
