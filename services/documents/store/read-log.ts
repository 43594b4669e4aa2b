import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queryable } from "#services/database/connection.ts";
import { OperationError } from "#services/platform/errors.ts";
import { DocumentDamaged } from "./document-damaged.ts";
import type { DocumentLog } from "./document-log.ts";

const Row = z.object({
  kind: z.enum(["head", "snapshot", "update"]),
  seq: z.coerce.number(),
  bytes: z.instanceof(Uint8Array).nullable(),
  schema_version: z.number().nullable(),
});
type Row = z.infer<typeof Row>;

/** Reads a document's newest snapshot and the rows after it in one statement. Throws `not-found`, or DocumentDamaged where the rows do not reach the head without a gap. */
export async function readLog(queryable: Queryable, pageId: string): Promise<DocumentLog> {
  const { log, missingSeq } = await readRows(queryable, { pageId, through: null });
  if (missingSeq !== undefined) throw new DocumentDamaged(pageId, missingSeq);
  return log;
}

/** Reads a document as it was at a version; undefined where that state can no longer be rebuilt. */
export async function findLogAt(
  queryable: Queryable,
  { pageId, version }: { readonly pageId: string; readonly version: number },
): Promise<DocumentLog | undefined> {
  const { log, missingSeq } = await readRows(queryable, { pageId, through: version });
  return missingSeq === undefined ? log : undefined;
}

interface Range {
  readonly pageId: string;
  /** The last row wanted; null for the head. */
  readonly through: number | null;
}

async function readRows(
  queryable: Queryable,
  { pageId, through }: Range,
): Promise<{ readonly log: DocumentLog; readonly missingSeq: number | undefined }> {
  const result = await queryable.execute(sql`
    WITH head AS (
      SELECT least(head_seq, coalesce(${through}::bigint, head_seq)) AS seq, schema_version
      FROM documents WHERE page_id = ${pageId}
    ), snapshot AS (
      SELECT s.through_seq, s.state FROM document_snapshots s, head
      WHERE s.page_id = ${pageId} AND s.through_seq <= head.seq ORDER BY s.through_seq DESC LIMIT 1
    )
    SELECT 'head' AS kind, seq, NULL::bytea AS bytes, schema_version FROM head
    UNION ALL
    SELECT 'snapshot', through_seq, state, NULL FROM snapshot
    UNION ALL
    SELECT 'update', u.seq, u.update, NULL FROM document_updates u, head
    WHERE u.page_id = ${pageId} AND u.seq <= head.seq
      AND u.seq > coalesce((SELECT through_seq FROM snapshot), 0)`);
  return assemble(z.object({ rows: z.array(Row) }).parse(result).rows);
}

function assemble(rows: readonly Row[]): { readonly log: DocumentLog; readonly missingSeq: number | undefined } {
  const head = rows.find((row) => row.kind === "head");
  if (!head) throw new OperationError("not-found", "This document does not exist.");
  const snapshot = rows.find((row) => row.kind === "snapshot");
  const updates = rows.filter((row) => row.kind === "update").sort((a, b) => a.seq - b.seq);
  const start = snapshot?.seq ?? 0;
  const gap = updates.findIndex((row, index) => row.seq !== start + index + 1);
  const reached = gap === -1 ? start + updates.length : start + gap;
  const pieces = [...(snapshot ? [snapshot] : []), ...updates].flatMap((row) => (row.bytes ? [row.bytes] : []));
  return {
    log: { headSeq: head.seq, schemaVersion: head.schema_version ?? 0, pieces, rowCount: updates.length },
    missingSeq: reached === head.seq ? undefined : reached + 1,
  };
}
