import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";

interface InviteRow {
  readonly id: string;
  readonly prefix: string;
  readonly role: "admin" | "editor" | "commenter" | "viewer" | "guest";
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly maxUses: number | null;
  readonly uses: number;
}

const selectOpenInvites = prepare<InviteRow>(
  "open-invites",
  `SELECT i.id, i.token_prefix AS prefix, i.role, u.name AS "createdBy", i.created_at AS "createdAt",
     i.expires_at AS "expiresAt", i.max_uses AS "maxUses", i.uses
   FROM invites i JOIN users u ON u.id = i.created_by
   WHERE i.drive_id = $1::uuid AND (i.expires_at IS NULL OR i.expires_at > now())
     AND (i.max_uses IS NULL OR i.uses < i.max_uses)
   ORDER BY i.created_at DESC, i.id DESC`,
);

export const listInvites: Handler<"invites.list"> = async ({ input, services }) => {
  const rows = await selectOpenInvites(services.db, [input.driveId]);
  return {
    items: rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt?.toISOString() ?? null,
    })),
  };
};
