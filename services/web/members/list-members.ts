import type { Handler } from "#services/web/operations/handler.ts";
import { readMembers } from "./read-members.ts";

export const listMembers: Handler<"members.list"> = async ({ input, actor, services }) => ({
  items: await readMembers(services.db, actor.userId, input.driveId),
});
