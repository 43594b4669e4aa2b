import { eq } from "drizzle-orm";
import { readDriveAccess } from "#services/access/page-access.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { changeRights } from "./change-rights.ts";
import { readPermissions } from "./read-permissions.ts";

export const restrictPage: Handler<"permissions.restrict"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const { pageId, isRestricted } = input;
  const page = await readPageRow(tx, pageId);
  const accessMode = isRestricted ? "restricted" : "inherit";
  if (page.accessMode === accessMode) return readPermissions(tx, actor.userId, pageId);
  const drive = await readDriveAccess(tx, actor.userId, page.driveId);
  await changeRights({ tx, publish, rightsChanged }, { page, actorId: actor.userId }, async () => {
    // Whoever closes a door keeps the key; owners and admins have it anyway.
    if (isRestricted && drive?.level !== "manage") {
      const given = { level: "manage" as const, expiresAt: null, grantedBy: actor.userId };
      await tx
        .insert(pagePermissions)
        .values({ id: createId(), pageId, userId: actor.userId, ...given })
        .onConflictDoUpdate({ target: [pagePermissions.pageId, pagePermissions.userId], set: given });
    }
    await tx.update(pages).set({ accessMode }).where(eq(pages.id, pageId));
    await refreshEntries(tx, [pageId]);
  });
  rightsChanged(actor.userId);
  return readPermissions(tx, actor.userId, pageId);
};
