import { eq } from "drizzle-orm";
import { drives } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";
import { findMember, setRole } from "#services/web/members/member-rows.ts";
import { noSuchMember, readMember } from "#services/web/members/read-members.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const transferOwnership: Handler<"drives.transferOwnership"> = async (context) => {
  const { input, actor, tx, publish, rightsChanged } = context;
  const [drive] = await tx.select({ kind: drives.kind }).from(drives).where(eq(drives.id, input.driveId));
  if (drive?.kind === "home") throw new OperationError("conflict", "A Home drive stays with its person.");
  const member = await findMember(tx, input);
  if (!member) throw noSuchMember();
  const { driveId, userId } = member;
  const [heir] = await tx.select({ deactivatedAt: users.deactivatedAt }).from(users).where(eq(users.id, userId));
  if (heir?.deactivatedAt) throw new OperationError("conflict", "Their account is deactivated; choose somebody else.");
  if (userId === actor.userId) throw new OperationError("conflict", "You own this drive already.");
  await tx.update(drives).set({ ownerId: userId }).where(eq(drives.id, driveId));
  await setRole(tx, { driveId, userId: actor.userId, role: "admin" });
  await setRole(tx, { driveId, userId, role: "owner" });
  rightsChanged(driveId, actor.userId, userId);
  const by = { type: "member.changed", actorId: actor.userId, driveId } as const;
  for (const changed of [{ userId, role: "owner" } as const, { userId: actor.userId, role: "admin" } as const]) {
    publish(driveId, { ...by, ...changed });
    publish(changed.userId, { ...by, ...changed });
  }
  return readMember(tx, actor.userId, { driveId, userId });
};
