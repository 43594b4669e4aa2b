import type { Database } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { DocumentJson, emptyDocument } from "#services/documents/schema/document-json.ts";
import { listMentions, type MentionNames } from "#services/documents/schema/mention-names.ts";
import type { Mentioned } from "#services/documents/schema/page-address.ts";
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
  /** Names of what a document mentions as its reader may know them; left out: they know none. */
  readonly readNames?: (mentioned: readonly Mentioned[]) => Promise<MentionNames>;
}

export interface ReadContent {
  readonly content: string;
  /** The head the content includes. */
  readonly version: number;
}

/** A document's newest content as `findContent` gives it; throws `not-found` where there is none. */
export async function readContent(db: Database, order: ContentOrder): Promise<ReadContent> {
  const content = await findContent(db, order);
  if (!content) throw new OperationError("not-found", "This document does not exist.");
  return content;
}

/**
 * A document's newest content: from the projection where that is up to date, else from the log, so that who wrote reads it;
 * undefined where there is no document. Throws DocumentDamaged.
 */
export async function findContent(db: Database, order: ContentOrder): Promise<ReadContent | undefined> {
  const found = await findProjected(db, order);
  if (!found) return undefined;
  const { projection, version } = found;
  const { json, text } = projection;
  const worker = order.worker ?? sharedDocumentWorker();
  switch (order.format) {
    case "json":
      return { content: json, version };
    case "text":
      return { content: text, version };
    case "markdown":
    case "html": {
      const names = await readNames(json, order);
      return { content: await worker.render({ json, format: order.format, names: [...names] }), version };
    }
    default:
      return assertNever(order.format);
  }
}

/** Most documents mention nobody: their JSON is not parsed for it. */
async function readNames(json: string, order: ContentOrder): Promise<MentionNames> {
  if (order.readNames === undefined || !json.includes('"mention"')) return new Map();
  const mentioned = listMentions(DocumentJson.parse(JSON.parse(json)));
  return mentioned.length === 0 ? new Map() : order.readNames(mentioned);
}

/** The projection as text: JSON that is passed on is not parsed. `$2` is false where only the plain text is wanted. */
const selectProjection = prepare<{
  readonly isCurrent: boolean;
  readonly headSeq: string;
  readonly json: string | null;
  readonly text: string | null;
}>(
  "projection",
  `SELECT projected_seq = head_seq AS "isCurrent", head_seq AS "headSeq",
     CASE WHEN $2::boolean THEN projected_json::text END AS json, CASE WHEN NOT $2::boolean THEN projected_text END AS text
   FROM documents WHERE page_id = $1::uuid`,
);

async function findProjected(
  db: Database,
  { pageId, format, worker }: ContentOrder,
): Promise<{ readonly projection: Projection; readonly version: number } | undefined> {
  const [row] = await selectProjection(db, [pageId, format !== "text"]);
  if (!row) return undefined;
  if (row.isCurrent) {
    const json = row.json ?? JSON.stringify(emptyDocument);
    return { projection: { json, text: row.text ?? "" }, version: Number(row.headSeq) };
  }
  const log = await readLog(db, pageId);
  const projection =
    sizeOfLog(log.pieces) <= inlineBytes
      ? projectPieces(log.pieces)
      : await (worker ?? sharedDocumentWorker()).project({ pieces: log.pieces });
  return { projection, version: log.headSeq };
}
