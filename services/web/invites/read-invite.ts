import { eq, sql } from "drizzle-orm";
import { readDriveAccess } from "#services/access/page-access.ts";
import type { Queryable } from "#services/database/connection.ts";
import { drives, invites } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { hashToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** The invite behind a code, unless it is unknown, used or out of date. */
export async function findInvite(q: Queryable, code: string) {
  const invite = await findAnyInvite(q, code);
  return invite?.isOpen === true ? invite : undefined;
}

async function findAnyInvite(q: Queryable, code: string) {
  const [row] = await q
    .select({
      id: invites.id,
      driveId: invites.driveId,
      driveName: drives.name,
      role: invites.role,
      invitedBy: users.name,
      expiresAt: invites.expiresAt,
      isOpen: sql<boolean>`${invites.acceptedAt} IS NULL AND ${invites.expiresAt} > now()`,
    })
    .from(invites)
    .innerJoin(drives, eq(drives.id, invites.driveId))
    .innerJoin(users, eq(users.id, invites.createdBy))
    .where(eq(invites.tokenHash, hashToken(code)));
  return row;
}

/** The refusal every surface gives for a code that opens nothing. */
export function unknownInvite(): OperationError {
  return new OperationError("not-found", "This invite was used or is no longer valid; ask for a new link.");
}

export const readInvite: Handler<"invites.read"> = async ({ input, visitor, services }) => {
  const invite = await findAnyInvite(services.db, input.code);
  if (!invite) throw unknownInvite();
  const place = visitor === undefined ? undefined : await readDriveAccess(services.db, visitor.userId, invite.driveId);
  // A guest may see a page and has more to gain by joining.
  const isJoined = place !== undefined && place.role !== "guest";
  // To everyone else a used link says no more than an unknown one.
  if (!invite.isOpen && !isJoined) throw unknownInvite();
  return {
    driveName: invite.driveName,
    role: invite.role,
    invitedBy: invite.invitedBy,
    expiresAt: invite.expiresAt.toISOString(),
    joinedDriveId: isJoined ? invite.driveId : null,
  };
};
