import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";

/** Gives everything below a page the ancestors and the drive that follow from the page's new ones, in one statement. The drives are locked. */
export async function carryDescendants(
  tx: Transaction,
  pageId: string,
  { driveId, ancestorIds }: { readonly driveId: string; readonly ancestorIds: readonly string[] },
): Promise<void> {
  await tx.execute(sql`
    UPDATE pages
    SET drive_id = ${driveId}::uuid,
      ancestor_ids = ${sql.param([...ancestorIds])}::uuid[] || ancestor_ids[array_position(ancestor_ids, ${pageId}::uuid):]
    WHERE ancestor_ids @> ARRAY[${pageId}]::uuid[]`);
}
