import { and, eq } from "drizzle-orm";
import { pagePermissions } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { changeRights } from "./change-rights.ts";
import { readPermissions } from "./read-permissions.ts";

export const revokePermission: Handler<"permissions.revoke"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const { pageId, permissionId } = input;
  const page = await readPageRow(tx, pageId);
  const isThis = and(eq(pagePermissions.id, permissionId), eq(pagePermissions.pageId, pageId));
  const [grant] = await tx.select({ userId: pagePermissions.userId }).from(pagePermissions).where(isThis);
  if (!grant) throw new OperationError("not-found", "There is no such grant on this page any more.");
  const change = { page, actorId: actor.userId, userId: grant.userId ?? undefined };
  await changeRights({ tx, publish, rightsChanged }, change, async () => {
    await tx.delete(pagePermissions).where(isThis);
  });
  return readPermissions(tx, actor.userId, pageId);
};
