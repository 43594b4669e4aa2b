import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { endMembership, findMember } from "./member-rows.ts";
import { noSuchMember } from "./read-members.ts";

export const removeMember: Handler<"members.remove"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const member = await findMember(tx, input);
  if (!member) throw noSuchMember();
  const { driveId, userId, role } = member;
  if (role === "owner") {
    throw new OperationError("forbidden", "The owner stays until they hand the drive on themself; nobody was removed.");
  }
  await endMembership({ tx, publish, rightsChanged }, { driveId, userId, actorId: actor.userId });
  return {};
};
