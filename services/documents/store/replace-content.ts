import { sql } from "drizzle-orm";
import * as Y from "yjs";
import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import type { Database, Queryable, Transaction } from "#services/database/connection.ts";
import { signClientOf } from "#services/documents/schema/flow/fields.ts";
import { flowVersion, schemaVersion } from "#services/documents/schema/schema-version.ts";
import { OperationError } from "#services/platform/errors.ts";
import { appendUpdates } from "./append-updates.ts";
import { clientIdsOf } from "./client-ids.ts";
import { type DocumentLog, sizeOfLog } from "./document-log.ts";
import type { DocumentWorker } from "./document-worker.ts";
import { migrateDocument } from "./migrate-document.ts";
import { findLogAt, readLog } from "./read-log.ts";
import { readUpdates } from "./read-updates.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";

export interface Replacement {
  readonly pageId: string;
  readonly markdown: string;
  /** The version the markdown was made from; what was changed since then stays. Left out: the head. */
  readonly baseVersion?: number | undefined;
  readonly actorId: string | null;
  /** How large the document may become; left out: what the contract says. */
  readonly maxBytes?: number;
  /** Left out: the process's own. */
  readonly worker?: DocumentWorker;
}

export interface Replaced {
  /** The head that includes the change. */
  readonly seq: number;
  /** False when the base already said that and nothing was appended. */
  readonly hasChanged: boolean;
}

/** Runs a transaction in which the change is appended; it may be called a second time after a first one was taken back. */
type Commit<Answer> = (append: (tx: Transaction) => Promise<Replaced>) => Promise<Answer>;

/**
 * Makes a document say what markdown says as the smallest change against its base, merged into the head. Reading and
 * comparing hold neither a lock nor a connection; `commit` opens the transaction the change is appended in.
 * Throws `not-found`, `conflict` for a base that cannot be rebuilt, `client-outdated` for content newer than this
 * program, `payload-too-large`, `unavailable`, DocumentDamaged, or what `commit` throws.
 */
export async function replaceContent<Answer>(
  db: Database,
  replacement: Replacement,
  commit: Commit<Answer>,
): Promise<Answer> {
  const { pageId } = replacement;
  const head = await readFlow(db, replacement);
  const base = await readBase(db, replacement, head);
  const draft = await draftUpdate(replacement, { head, base, clientIds: clientIdsOf(pageId) });
  try {
    return await commit((tx) => appendDraft(tx, draft));
  } catch (error) {
    if (!(error instanceof ClientIdTaken)) throw error;
  }
  const seen = base ?? head.pieces;
  const again = await draftUpdate(replacement, { head: await readFlow(db, replacement), base: seen, clientIds: [] });
  return commit((tx) => appendDraft(tx, again));
}

type Pieces = readonly Uint8Array[];

interface Sources {
  readonly head: DocumentLog;
  /** Null when it is the head. */
  readonly base: Pieces | null;
  /** Where none of them is free, the change is made under an id of its own. */
  readonly clientIds: readonly number[];
}

interface Draft {
  readonly pageId: string;
  readonly actorId: string | null;
  /** The head the change was made for. */
  readonly headSeq: number;
  /** Null when the base already says that. */
  readonly update: Uint8Array | null;
  readonly clientId: number;
}

/** Another edit of this process wrote under the draft's client id since the draft was made. */
class ClientIdTaken extends Error {}

async function appendDraft(tx: Transaction, draft: Draft): Promise<Replaced> {
  const { pageId, actorId, headSeq, update } = draft;
  if (update === null) return { seq: headSeq, hasChanged: false };
  const lockedHead = await lockDocument(tx, pageId);
  if (lockedHead > headSeq && (await hasWritten(tx, draft))) throw new ClientIdTaken();
  const heads = await appendUpdates(tx, [{ pageId, updates: [update], actorId, schemaVersion }]);
  return { seq: heads.get(pageId) ?? lockedHead + 1, hasChanged: true };
}

async function draftUpdate(replacement: Replacement, { head, base, clientIds }: Sources): Promise<Draft> {
  if (head.schemaVersion > schemaVersion) {
    throw new OperationError(
      "client-outdated",
      "This document was edited with a newer PageSpace; update this server first.",
    );
  }
  const { pageId, actorId, markdown, maxBytes = limits.documentBytes, worker = sharedDocumentWorker() } = replacement;
  const { update, clientId, isBaseTree } = await worker.replace({
    head: head.pieces,
    base,
    markdown,
    clientIds: [...clientIds],
  });
  if (isBaseTree) throw lostBase();
  if (update && sizeOfLog(head.pieces) + update.byteLength > maxBytes) {
    // A log may hold more bytes than its document; only the document counts.
    const state = await worker.snapshot({ pieces: [...head.pieces, update] });
    if (state.byteLength > maxBytes) {
      throw new OperationError("payload-too-large", "The document would grow beyond 50 MB; nothing was changed.");
    }
  }
  return { pageId, actorId, headSeq: head.headSeq, update, clientId };
}

/** The document's log, carried over to a flow of words first where it is none. */
async function readFlow(db: Database, { pageId, worker }: Replacement): Promise<DocumentLog> {
  const log = await readLog(db, pageId);
  if (log.schemaVersion >= flowVersion) return log;
  await migrateDocument(db, worker === undefined ? { pageId } : { pageId, worker });
  return readLog(db, pageId);
}

/** The pieces of the base; null when it is the head. */
async function readBase(
  queryable: Queryable,
  { pageId, baseVersion }: Replacement,
  head: DocumentLog,
): Promise<Pieces | null> {
  if (baseVersion === undefined || baseVersion === head.headSeq) return null;
  if (baseVersion > head.headSeq) {
    throw new OperationError("invalid-input", "baseVersion is newer than the document; read it and try again.");
  }
  const base = await findLogAt(queryable, { pageId, version: baseVersion });
  if (!base) {
    throw lostBase();
  }
  return base.pieces;
}

function lostBase(): OperationError {
  return new OperationError(
    "conflict",
    "The version this edit was made from is no longer kept; read the document and try again.",
  );
}

const Locked = z.object({ rows: z.array(z.object({ head_seq: z.coerce.number() })) });

async function lockDocument(tx: Transaction, pageId: string): Promise<number> {
  const { rows } = Locked.parse(
    await tx.execute(sql`SELECT head_seq FROM documents WHERE page_id = ${pageId} FOR NO KEY UPDATE`),
  );
  if (!rows[0]) throw new OperationError("not-found", "This document does not exist any more.");
  return rows[0].head_seq;
}

/** Whether another edit of this process used the same client id in the meantime. */
async function hasWritten(tx: Transaction, { pageId, headSeq, clientId }: Draft): Promise<boolean> {
  const { updates } = await readUpdates(tx, { pageId, afterSeq: headSeq });
  const ids = [clientId, signClientOf(clientId)];
  return updates.some((update) => ids.some((id) => Y.parseUpdateMeta(update).to.has(id)));
}
