import { and, eq } from "drizzle-orm";
import { listPageManagers } from "#services/access/page-access.ts";
import { accessRequests } from "#services/database/schema/access-requests.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { setGrant } from "#services/web/permissions/set-grant.ts";

export const answerAccessRequest: Handler<"accessRequests.answer"> = async (context) => {
  const { input, actor, tx, publish } = context;
  const { pageId, userId, level } = input;
  const asked = await tx
    .delete(accessRequests)
    .where(and(eq(accessRequests.pageId, pageId), eq(accessRequests.userId, userId)))
    .returning({ userId: accessRequests.userId });
  if (asked.length === 0) throw new OperationError("not-found", "This was answered already.");
  if (level !== null) {
    const page = await readPageRow(tx, pageId);
    await setGrant(context, { page, actorId: actor.userId, to: { userId }, level, expiresAt: null });
  }
  for (const manager of await listPageManagers(tx, pageId)) {
    publish(manager, { type: "accessRequest.changed", actorId: actor.userId });
  }
  return {};
};
