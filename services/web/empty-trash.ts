import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import { drives } from "#services/database/schema/drives.ts";
import { events, pages, streams } from "#services/database/schema/pages.ts";
import type { WebServices } from "#services/web/context.ts";
import { lockDrives } from "#services/web/operations/check-requirements.ts";
import { transact } from "#services/web/operations/transact.ts";
import { deleteForEver, lockDoomedPages } from "#services/web/pages/delete-for-ever.ts";

const longAgo = sql`now() - make_interval(days => ${limits.trashDays})`;
/** Of pages at one go; the rest is left to the next. */
const mostPages = 1_000;

/**
 * Deletes for ever what has lain in a trash for longer than it stays there: drives with everything in them, then pages
 * with those that went there with them. Each in a transaction of its own, looked at again under the lock of its drive,
 * for it may just have been restored. What cannot be deleted is logged and tried again by the next sweep.
 */
export async function emptyTrash(services: WebServices): Promise<void> {
  const { db, logger } = services;
  async function each(ids: readonly { readonly id: string }[], remove: (id: string) => Promise<void>): Promise<void> {
    for (const { id } of ids) {
      await remove(id).catch((error: unknown) => logger.warn({ err: error, id }, "a trash could not be emptied"));
    }
  }
  const isOldDrive = lt(drives.trashedAt, longAgo);
  const isOldPage = and(lt(pages.trashedAt, longAgo), eq(pages.id, pages.trashRootId));
  await each(await db.select({ id: drives.id }).from(drives).where(isOldDrive), (id) => deleteDrive(services, id));
  // The trash of a drive stands still while the drive lies in the trash itself.
  const oldPages = await db
    .select({ id: pages.id })
    .from(pages)
    .innerJoin(drives, and(eq(drives.id, pages.driveId), isNull(drives.trashedAt)))
    .where(isOldPage)
    .orderBy(pages.trashedAt)
    .limit(mostPages);
  await each(oldPages, (id) => deletePage(services, id));
}

function deleteDrive(services: WebServices, driveId: string): Promise<void> {
  return transact(services, async ({ tx, rightsChanged }) => {
    await lockDrives(tx, [driveId]);
    const isDoomed = and(eq(drives.id, driveId), lt(drives.trashedAt, longAgo));
    if ((await tx.$count(drives, isDoomed)) === 0) return;
    await lockDoomedPages(tx, eq(pages.driveId, driveId));
    await tx.delete(drives).where(eq(drives.id, driveId));
    await tx.delete(events).where(eq(events.streamId, driveId));
    await tx.delete(streams).where(eq(streams.id, driveId));
    rightsChanged(driveId);
  });
}

function deletePage(services: WebServices, pageId: string): Promise<void> {
  return transact(services, async (scope) => {
    const { tx } = scope;
    const [found] = await tx.select({ driveId: pages.driveId }).from(pages).where(eq(pages.id, pageId));
    if (!found) return;
    await lockDrives(tx, [found.driveId]);
    const isDoomed = and(eq(pages.id, pageId), eq(pages.driveId, found.driveId), lt(pages.trashedAt, longAgo));
    const [page] = await tx.select().from(pages).where(isDoomed);
    if (page) await deleteForEver(scope, page, null);
  });
}
