import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { drives, invites } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { hashToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** The invite behind a code, unless it is unknown, used or out of date. */
export async function findInvite(q: Queryable, code: string) {
  const [row] = await q
    .select({
      id: invites.id,
      driveId: invites.driveId,
      driveName: drives.name,
      role: invites.role,
      invitedBy: users.name,
      expiresAt: invites.expiresAt,
    })
    .from(invites)
    .innerJoin(drives, eq(drives.id, invites.driveId))
    .innerJoin(users, eq(users.id, invites.createdBy))
    .where(and(eq(invites.tokenHash, hashToken(code)), isNull(invites.acceptedAt), gt(invites.expiresAt, sql`now()`)));
  return row;
}

/** The refusal every surface gives for a code that opens nothing. */
export function unknownInvite(): OperationError {
  return new OperationError("not-found", "This invite was used or is no longer valid; ask for a new link.");
}

export const readInvite: Handler<"invites.read"> = async ({ input, services }) => {
  const invite = await findInvite(services.db, input.code);
  if (!invite) throw unknownInvite();
  return {
    driveName: invite.driveName,
    role: invite.role,
    invitedBy: invite.invitedBy,
    expiresAt: invite.expiresAt.toISOString(),
  };
};
