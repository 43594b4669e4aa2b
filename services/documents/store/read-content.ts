import { eq } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { emptyDocument } from "#services/documents/schema/document-json.ts";
import { assertNever, OperationError } from "#services/platform/errors.ts";
import { sizeOfLog } from "./document-log.ts";
import { type Projection, projectPieces } from "./document-tasks.ts";
import { type DocumentWorker, inlineBytes } from "./document-worker.ts";
import { readLog } from "./read-log.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";

type ContentFormat = "markdown" | "html" | "text" | "json";

export interface ContentOrder {
  readonly pageId: string;
  readonly format: ContentFormat;
  readonly worker?: DocumentWorker;
}

export interface ReadContent {
  readonly content: string;
  /** The head the content includes. */
  readonly version: number;
}

/** A document's newest content: from the projection where that is up to date, else from the log, so that who wrote reads it. Throws `not-found` or DocumentDamaged. */
export async function readContent(db: Database, order: ContentOrder): Promise<ReadContent> {
  const { projection, version } = await readProjected(db, order);
  const { json, text } = projection;
  const worker = order.worker ?? sharedDocumentWorker();
  switch (order.format) {
    case "json":
      return { content: json, version };
    case "text":
      return { content: text, version };
    case "markdown":
    case "html":
      return { content: await worker.render({ json, format: order.format }), version };
    default:
      return assertNever(order.format);
  }
}

async function readProjected(
  db: Database,
  { pageId, worker }: ContentOrder,
): Promise<{ readonly projection: Projection; readonly version: number }> {
  const [row] = await db.select().from(documents).where(eq(documents.pageId, pageId));
  if (!row) throw new OperationError("not-found", "This document does not exist.");
  if (row.projectedSeq === row.headSeq) {
    const json = JSON.stringify(row.projectedJson ?? emptyDocument);
    return { projection: { json, text: row.projectedText ?? "" }, version: row.headSeq };
  }
  const log = await readLog(db, pageId);
  const projection =
    sizeOfLog(log.pieces) <= inlineBytes
      ? projectPieces(log.pieces)
      : await (worker ?? sharedDocumentWorker()).project({ pieces: log.pieces });
  return { projection, version: log.headSeq };
}
