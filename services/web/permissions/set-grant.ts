import { and, eq } from "drizzle-orm";
import type { AccessLevel, DriveRole } from "#services/contracts/access-levels.ts";
import { accessRequests } from "#services/database/schema/access-requests.ts";
import { pagePermissions } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import type { PageRow } from "#services/web/pages/read-page-row.ts";
import { changeRights } from "./change-rights.ts";

interface Grant {
  readonly page: PageRow;
  readonly actorId: string;
  readonly to: { readonly userId: string } | { readonly driveRole: DriveRole };
  readonly level: Exclude<AccessLevel, "none">;
  readonly expiresAt: Date | null;
}

/** Gives a person or a role a level on a page, in place of the grant they had there. */
export async function setGrant(
  scope: Pick<TransactionScope, "tx" | "publish" | "rightsChanged">,
  { page, actorId, to, level, expiresAt }: Grant,
): Promise<void> {
  const { tx } = scope;
  const isPerson = "userId" in to;
  const subject = isPerson ? pagePermissions.userId : pagePermissions.driveRole;
  const isSame = isPerson ? eq(pagePermissions.userId, to.userId) : eq(pagePermissions.driveRole, to.driveRole);
  const given = { level, expiresAt, grantedBy: actorId };
  // Whatever the person asked for there is answered by this.
  if (isPerson) {
    const isAsked = and(eq(accessRequests.pageId, page.id), eq(accessRequests.userId, to.userId));
    await tx.delete(accessRequests).where(isAsked);
  }
  await changeRights(scope, { page, actorId, userId: isPerson ? to.userId : undefined }, async () => {
    const changed = await tx
      .update(pagePermissions)
      .set(given)
      .where(and(eq(pagePermissions.pageId, page.id), isSame))
      .returning({ id: pagePermissions.id });
    if (changed.length > 0) return;
    await tx
      .insert(pagePermissions)
      .values({ id: createId(), pageId: page.id, ...to, ...given })
      .onConflictDoUpdate({ target: [pagePermissions.pageId, subject], set: given });
  });
}
