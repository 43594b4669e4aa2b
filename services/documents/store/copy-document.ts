import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { lockDocuments } from "./lock-documents.ts";

/**
 * Gives a page that has none the document of another page as it stands: its log, its verified states and what was last made
 * readable of it. The source's row stays locked until the transaction ends, so that no edit falls between.
 */
export async function copyDocument(
  tx: Transaction,
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
): Promise<void> {
  await lockDocuments(tx, [fromId]);
  await tx.execute(sql`
    WITH document AS (
      INSERT INTO documents
        (page_id, head_seq, projected_seq, schema_version, projected_json, projected_text, links_version)
      SELECT ${toId}::uuid, head_seq, projected_seq, schema_version, projected_json, projected_text, links_version
      FROM documents WHERE page_id = ${fromId}
      RETURNING page_id
    ), links AS (
      INSERT INTO page_links (source_id, kind, target_id, excerpt)
      SELECT document.page_id, l.kind, l.target_id, l.excerpt FROM page_links l, document
      WHERE l.source_id = ${fromId} AND l.target_id <> document.page_id
    ), snapshots AS (
      INSERT INTO document_snapshots (page_id, through_seq, state)
      SELECT document.page_id, s.through_seq, s.state FROM document_snapshots s, document WHERE s.page_id = ${fromId}
    )
    INSERT INTO document_updates (page_id, seq, update, actor)
    SELECT document.page_id, u.seq, u.update, u.actor FROM document_updates u, document WHERE u.page_id = ${fromId}`);
}
