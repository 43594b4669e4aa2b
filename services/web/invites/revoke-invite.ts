import { and, eq } from "drizzle-orm";
import { invites } from "#services/database/schema/drives.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const revokeInvite: Handler<"invites.revoke"> = async ({ input, tx }) => {
  const revoked = await tx
    .delete(invites)
    .where(and(eq(invites.id, input.inviteId), eq(invites.driveId, input.driveId)))
    .returning({ id: invites.id });
  if (revoked.length === 0) throw new OperationError("not-found", "There is no such invite to this drive any more.");
  return {};
};
