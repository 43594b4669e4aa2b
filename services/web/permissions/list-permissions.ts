import type { Handler } from "#services/web/operations/handler.ts";
import { readPermissions } from "./read-permissions.ts";

export const listPermissions: Handler<"permissions.list"> = ({ input, actor, services }) =>
  readPermissions(services.db, actor.userId, input.pageId);
