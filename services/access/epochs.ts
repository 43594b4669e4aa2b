import { sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#services/database/connection.ts";

/** Makes everything cached about these drives, people or sessions void once the transaction commits. */
export async function raiseEpochs(tx: Transaction, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length === 0) return;
  await tx.execute(sql`SELECT raise_epochs(${sql.param([...subjectIds])}::uuid[])`);
}

/** The epochs of the given subjects; one that was never raised stands at 0. */
export async function readEpochs(q: Queryable, subjectIds: readonly string[]): Promise<Map<string, number>> {
  const found = await q.execute<{ id: string; epoch: string }>(
    sql`SELECT subject_id AS id, epoch FROM access_epochs WHERE subject_id = ANY (${sql.param([...subjectIds])}::uuid[])`,
  );
  const epochs = new Map(subjectIds.map((id) => [id, 0]));
  for (const row of found.rows) epochs.set(row.id, Number(row.epoch));
  return epochs;
}
