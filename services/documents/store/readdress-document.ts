import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { appendUpdates } from "./append-updates.ts";
import { readLog } from "./read-log.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";

interface Readdressing {
  /** Pages that have just been made and that nobody edits yet. */
  readonly pageIds: readonly string[];
  /** By the id of a page, in lower case, the one to be named instead. */
  readonly otherIds: ReadonlyMap<string, string>;
  readonly actorId: string;
}

/** Makes pictures and links in copied documents lead to the copies instead of the originals; gives the heads of those that changed. */
export async function readdressDocuments(
  tx: Transaction,
  { pageIds, otherIds, actorId }: Readdressing,
): Promise<ReadonlyMap<string, number>> {
  const appends: { pageId: string; updates: Uint8Array[]; actorId: string; schemaVersion: number }[] = [];
  for (const pageId of await listNaming(tx, pageIds, [...otherIds.keys()])) {
    const { pieces } = await readLog(tx, pageId);
    const { update } = await sharedDocumentWorker().readdress({ pieces: [...pieces], otherIds: [...otherIds] });
    if (update !== null) appends.push({ pageId, updates: [update], actorId, schemaVersion });
  }
  return appendUpdates(tx, appends);
}

/** Those whose readable form names one of the pages, or is older than the document. */
async function listNaming(tx: Transaction, pageIds: readonly string[], named: readonly string[]): Promise<string[]> {
  const found = await tx.execute<{ id: string }>(sql`
    SELECT page_id AS id FROM documents
    WHERE page_id = ANY (${sql.param([...pageIds])}::uuid[]) AND head_seq > 0
      AND (projected_seq < head_seq OR projected_json::text ~* ${named.join("|")})
    ORDER BY page_id`);
  return found.rows.map(({ id }) => id);
}
