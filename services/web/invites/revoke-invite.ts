import { and, eq } from "drizzle-orm";
import { invites } from "#services/database/schema/drives.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const revokeInvite: Handler<"invites.revoke"> = async ({ input, actor, tx, publish }) => {
  const [ended] = await tx
    .delete(invites)
    .where(and(eq(invites.id, input.inviteId), eq(invites.driveId, input.driveId)))
    .returning({ role: invites.role });
  if (ended === undefined) throw new OperationError("not-found", "There is no such invite to this drive any more.");
  const { driveId } = input;
  publish(driveId, { type: "invite.ended", actorId: actor.userId, driveId, role: ended.role });
  return {};
};
