import { eq, or, type SQL, sql } from "drizzle-orm";
import { listEveryViewer } from "#services/access/page-access.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { pageTypeRooms } from "#services/web/page-types/every-page-type.ts";
import type { PageRow } from "./read-page-row.ts";

/** Takes what is about to go as those take it who edit or project documents: pages first, then what they hold, each ascending. */
export async function lockDoomedPages(tx: Transaction, which: SQL | undefined): Promise<void> {
  const doomed = await tx
    .select({ id: pages.id, type: pages.type })
    .from(pages)
    .where(which)
    .orderBy(pages.id)
    .for("update");
  // Types that hold the same kind of thing share how it is taken: together, so that the order holds across types.
  const byRelease = Map.groupBy(doomed, ({ type }) => pageTypeRooms[PageType.parse(type)].release);
  for (const [release, held] of byRelease) {
    await release(
      tx,
      held.map(({ id }) => id),
    );
  }
}

/** Deletes a page of a drive that is locked, with all below it; null for an actor is the system. */
export async function deleteForEver(
  { tx, publish, rightsChanged }: Pick<TransactionScope, "tx" | "publish" | "rightsChanged">,
  page: PageRow,
  actorId: string | null,
): Promise<void> {
  const viewers = await listEveryViewer(tx, page.id);
  await lockDoomedPages(tx, or(eq(pages.id, page.id), sql`${pages.ancestorIds} @> ARRAY[${page.id}]::uuid[]`));
  await tx.delete(pages).where(eq(pages.id, page.id));
  rightsChanged(page.driveId);
  publish(page.driveId, { type: "page.deleted", actorId, driveId: page.driveId, pageId: page.id }, viewers);
}
