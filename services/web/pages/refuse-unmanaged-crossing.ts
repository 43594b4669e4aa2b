import { sql } from "drizzle-orm";
import { readPageAccess } from "#services/access/page-access.ts";
import type { Transaction } from "#services/database/connection.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { PageRow } from "./read-page-row.ts";

/** The nearest restricted page among the given, nearest last; null when none is. */
async function nearestRestriction(tx: Transaction, ids: readonly string[]): Promise<string | null> {
  if (ids.length === 0) return null;
  const rows = await tx.execute<{ id: string }>(sql`
    SELECT p.id FROM pages p JOIN unnest(${sql.param([...ids])}::uuid[]) WITH ORDINALITY AS path(id, depth) ON p.id = path.id
    WHERE p.access_mode = 'restricted' ORDER BY path.depth DESC LIMIT 1`);
  return rows.rows[0]?.id ?? null;
}

/** Refuses a new place for a page that lies behind another restriction than its old one, unless the person manages the page. */
export async function refuseUnmanagedCrossing(
  tx: Transaction,
  userId: string,
  change: { readonly page: PageRow; readonly ancestorIds: readonly string[] },
): Promise<void> {
  if (change.page.accessMode === "restricted") return;
  if (change.page.ancestorIds.join() === change.ancestorIds.join()) return;
  const before = await nearestRestriction(tx, change.page.ancestorIds);
  const after = await nearestRestriction(tx, change.ancestorIds);
  if (before === after) return;
  const access = await readPageAccess(tx, userId, change.page.id);
  if (access?.level !== "manage") {
    throw new OperationError(
      "forbidden",
      "Its new place changes who can see the page; only someone who manages the page may bring it there.",
    );
  }
}
