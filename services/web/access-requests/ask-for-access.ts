import { and, desc, eq, notInArray } from "drizzle-orm";
import { listPageManagers, readPageAccess } from "#services/access/page-access.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import { limits } from "#services/contracts/limits.ts";
import { accessRequests } from "#services/database/schema/access-requests.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** Of a page that is not there or lies in the trash nothing is said, so that nobody learns by asking what there is. */
export const askForAccess: Handler<"accessRequests.create"> = async ({ input, actor, tx, publish }) => {
  const { pageId, level, message } = input;
  const { userId } = actor;
  const [page] = await tx.select({ trashedAt: pages.trashedAt }).from(pages).where(eq(pages.id, pageId));
  if (page === undefined || page.trashedAt !== null) return {};
  const access = await readPageAccess(tx, userId, pageId);
  if (access !== undefined && includesLevel(access.level, level)) {
    throw new OperationError("conflict", "You have that right on the page already; load it again.");
  }
  await tx
    .insert(accessRequests)
    .values({ pageId, userId, level, message: message.trim() })
    .onConflictDoUpdate({
      target: [accessRequests.pageId, accessRequests.userId],
      set: { level, message: message.trim(), createdAt: new Date() },
    });
  const newest = tx
    .select({ pageId: accessRequests.pageId })
    .from(accessRequests)
    .where(eq(accessRequests.userId, userId))
    .orderBy(desc(accessRequests.createdAt))
    .limit(limits.accessRequestsPerPerson);
  await tx
    .delete(accessRequests)
    .where(and(eq(accessRequests.userId, userId), notInArray(accessRequests.pageId, newest)));
  for (const manager of await listPageManagers(tx, pageId)) {
    publish(manager, { type: "accessRequest.changed", actorId: userId });
  }
  return {};
};
