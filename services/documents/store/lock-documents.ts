import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";

/** Locks documents until the transaction ends, ascending by page id, so that nobody who takes several waits in a circle. */
export async function lockDocuments(tx: Transaction, pageIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    SELECT FROM documents WHERE page_id = ANY(${sql.param(pageIds)}::uuid[]) ORDER BY page_id FOR NO KEY UPDATE`);
}
