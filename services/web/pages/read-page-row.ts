import { eq } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

export type PageRow = typeof pages.$inferSelect;

/** The row of a page; `not-found` when it is gone. */
export async function readPageRow(q: Queryable, pageId: string): Promise<PageRow> {
  const [row] = await q.select().from(pages).where(eq(pages.id, pageId));
  if (!row) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  return row;
}
