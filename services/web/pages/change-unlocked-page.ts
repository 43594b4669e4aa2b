import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { PageLocked } from "#services/documents/store/page-locked.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { PageRow } from "./read-page-row.ts";

interface Change {
  readonly pageId: string;
  readonly actorId: string;
  readonly set: Partial<Pick<PageRow, "icon" | "cover">>;
}

/** Changes what a lock guards on the row of a page. Throws PageLocked or `not-found`. */
export async function changeUnlockedPage(tx: Transaction, { pageId, actorId, set }: Change): Promise<void> {
  const changed = await tx
    .update(pages)
    .set({ ...set, updatedAt: sql`now()`, updatedBy: actorId })
    .where(and(eq(pages.id, pageId), eq(pages.isLocked, false)))
    .returning({ id: pages.id });
  if (changed.length === 0) await refuseLocked(tx, pageId);
}

/** Says why the row of a page was not changed, where it is locked or gone. */
export async function refuseLocked(tx: Transaction, pageId: string): Promise<void> {
  const [page] = await tx.select({ isLocked: pages.isLocked }).from(pages).where(eq(pages.id, pageId));
  if (!page) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  if (page.isLocked) throw new PageLocked();
}
