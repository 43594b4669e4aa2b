import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";

/** Gives everything below a page the ancestors that follow from the page's new ones, in one statement. The drive is locked. */
export async function carryDescendants(tx: Transaction, pageId: string, ancestorIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    UPDATE pages
    SET ancestor_ids = ${sql.param([...ancestorIds])}::uuid[] || ancestor_ids[array_position(ancestor_ids, ${pageId}::uuid):]
    WHERE ancestor_ids @> ARRAY[${pageId}]::uuid[]`);
}
