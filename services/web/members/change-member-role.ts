import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { dropInvitesOf, findMember, setRole } from "./member-rows.ts";
import { noSuchMember, readMember } from "./read-members.ts";

export const changeMemberRole: Handler<"members.changeRole"> = async (context) => {
  const { input, actor, tx, publish, rightsChanged } = context;
  const { role } = input;
  const member = await findMember(tx, input);
  if (!member) throw noSuchMember();
  const { driveId, userId } = member;
  if (member.role === "owner") {
    throw userId === actor.userId
      ? new OperationError("conflict", "You own this drive; hand it on to somebody else before you take another role.")
      : new OperationError("forbidden", "The owner's role changes only when they hand the drive on themself.");
  }
  if (member.role !== role) {
    await setRole(tx, { driveId, userId, role });
    if (role !== "admin") await dropInvitesOf(tx, { driveId, userId });
    rightsChanged(driveId, userId);
    const event = { type: "member.changed", actorId: actor.userId, driveId, userId, role } as const;
    publish(driveId, event);
    publish(userId, event);
  }
  return readMember(tx, actor.userId, { driveId, userId });
};
