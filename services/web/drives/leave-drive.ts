import { eq } from "drizzle-orm";
import { drives } from "#services/database/schema/drives.ts";
import { OperationError } from "#services/platform/errors.ts";
import { endMembership } from "#services/web/members/member-rows.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const leaveDrive: Handler<"drives.leave"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const { driveId } = input;
  const [drive] = await tx
    .select({ kind: drives.kind, ownerId: drives.ownerId })
    .from(drives)
    .where(eq(drives.id, driveId));
  if (drive?.ownerId === actor.userId) {
    throw new OperationError(
      "conflict",
      drive.kind === "home"
        ? "Your Home drive stays yours; it cannot be left."
        : "You own this drive. Hand it on to another member before you leave.",
    );
  }
  await endMembership({ tx, publish, rightsChanged }, { driveId, userId: actor.userId, actorId: actor.userId });
  return {};
};
