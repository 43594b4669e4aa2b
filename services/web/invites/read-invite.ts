import { and, eq, isNull, sql } from "drizzle-orm";
import { readDriveAccess } from "#services/access/page-access.ts";
import type { Queryable } from "#services/database/connection.ts";
import { drives, invites } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { hashToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export type Invite = NonNullable<Awaited<ReturnType<typeof findInvite>>>;

/** The invite behind a code by which somebody can still join; refuses every other with what is to be done. */
export async function requireOpenInvite(q: Queryable, code: string): Promise<Invite> {
  const invite = await findInvite(q, code);
  if (!invite) throw noSuchInvite();
  requireOpen(invite);
  return invite;
}

function noSuchInvite(): OperationError {
  return new OperationError("not-found", "This invite was taken back, or its link is not whole; ask for a new one.");
}

function requireOpen(invite: Pick<Invite, "isExpired" | "isUsedUp">): void {
  if (invite.isExpired) throw new OperationError("not-found", "This invite has expired; ask for a new link.");
  if (invite.isUsedUp) throw usedUp();
}

/** The refusal of an invite by which as many have joined as may. */
export function usedUp(): OperationError {
  return new OperationError("not-found", "This invite was used already; ask for a new link.");
}

async function findInvite(q: Queryable, code: string) {
  const [row] = await q
    .select({
      id: invites.id,
      driveId: invites.driveId,
      driveName: drives.name,
      role: invites.role,
      invitedBy: users.name,
      expiresAt: invites.expiresAt,
      isExpired: sql<boolean>`coalesce(${invites.expiresAt} <= now(), false)`,
      isUsedUp: sql<boolean>`coalesce(${invites.uses} >= ${invites.maxUses}, false)`,
    })
    .from(invites)
    .innerJoin(drives, eq(drives.id, invites.driveId))
    .innerJoin(users, eq(users.id, invites.createdBy))
    .where(and(eq(invites.tokenHash, hashToken(code)), isNull(drives.trashedAt)));
  return row;
}

export const readInvite: Handler<"invites.read"> = async ({ input, visitor, services }) => {
  const invite = await findInvite(services.db, input.code);
  if (!invite) throw noSuchInvite();
  const place = visitor === undefined ? undefined : await readDriveAccess(services.db, visitor.userId, invite.driveId);
  // A guest may see a page and has more to gain by joining.
  const isJoined = place !== undefined && place.role !== "guest";
  if (!isJoined) requireOpen(invite);
  return {
    driveName: invite.driveName,
    role: invite.role,
    invitedBy: invite.invitedBy,
    expiresAt: invite.expiresAt?.toISOString() ?? null,
    joinedDriveId: isJoined ? invite.driveId : null,
  };
};
