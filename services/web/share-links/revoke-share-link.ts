import { and, eq } from "drizzle-orm";
import { shareLinks } from "#services/database/schema/sharing.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";

export const revokeShareLink: Handler<"shareLinks.revoke"> = async ({ input, actor, tx, publish }) => {
  const ended = await tx
    .delete(shareLinks)
    .where(and(eq(shareLinks.id, input.linkId), eq(shareLinks.pageId, input.pageId)))
    .returning({ id: shareLinks.id });
  if (ended.length === 0) throw new OperationError("not-found", "This link has ended already.");
  const { id: pageId, driveId } = await readPageRow(tx, input.pageId);
  publish(driveId, { type: "shareLink.ended", actorId: actor.userId, driveId, pageId });
  return {};
};
