import { sql } from "drizzle-orm";
import * as Y from "yjs";
import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import type { Transaction } from "#services/database/connection.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { OperationError } from "#services/platform/errors.ts";
import { appendUpdates } from "./append-updates.ts";
import { clientIdsOf } from "./client-ids.ts";
import { type DocumentLog, sizeOfLog } from "./document-log.ts";
import type { DocumentWorker } from "./document-worker.ts";
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

/**
 * Makes a document say what markdown says as the smallest change against its base, merged into the head.
 * The document is locked only for the append. Throws `not-found`, `conflict` for a base that cannot be rebuilt,
 * `client-outdated` for content newer than this program, `payload-too-large`, `unavailable`, or DocumentDamaged.
 */
export async function replaceContent(tx: Transaction, replacement: Replacement): Promise<Replaced> {
  const { pageId, actorId } = replacement;
  const read = await readLog(tx, pageId);
  const base = await readBase(tx, replacement, read);
  const prepared = await prepareUpdate(replacement, read, base);
  if (prepared.update === null) return { seq: read.headSeq, hasChanged: false };
  const lockedHead = await lockDocument(tx, pageId);
  const since = { pageId, afterSeq: read.headSeq, clientId: prepared.clientId };
  const isTaken = lockedHead > read.headSeq && (await hasWritten(tx, since));
  const { update } = isTaken
    ? await prepareUpdate(replacement, await readLog(tx, pageId), base ?? read.pieces)
    : prepared;
  if (update === null) return { seq: lockedHead, hasChanged: false };
  const heads = await appendUpdates(tx, [{ pageId, updates: [update], actorId, schemaVersion }]);
  return { seq: heads.get(pageId) ?? lockedHead + 1, hasChanged: true };
}

type Pieces = readonly Uint8Array[];

async function prepareUpdate(replacement: Replacement, head: DocumentLog, base: Pieces | null) {
  if (head.schemaVersion > schemaVersion) {
    throw new OperationError(
      "client-outdated",
      "This document was edited with a newer PageSpace; update this server first.",
    );
  }
  const { pageId, markdown, maxBytes = limits.documentBytes, worker = sharedDocumentWorker() } = replacement;
  const prepared = await worker.replace({ head: head.pieces, base, markdown, clientIds: clientIdsOf(pageId) });
  if (prepared.update && sizeOfLog(head.pieces) + prepared.update.byteLength > maxBytes) {
    // A log may hold more bytes than its document; only the document counts.
    const state = await worker.snapshot({ pieces: [...head.pieces, prepared.update] });
    if (state.byteLength > maxBytes) {
      throw new OperationError("payload-too-large", "The document would grow beyond 50 MB; nothing was changed.");
    }
  }
  return prepared;
}

/** The pieces of the base; null when it is the head. */
async function readBase(
  tx: Transaction,
  { pageId, baseVersion }: Replacement,
  head: DocumentLog,
): Promise<Pieces | null> {
  if (baseVersion === undefined || baseVersion === head.headSeq) return null;
  if (baseVersion > head.headSeq) {
    throw new OperationError("invalid-input", "baseVersion is newer than the document; read it and try again.");
  }
  const base = await findLogAt(tx, { pageId, version: baseVersion });
  if (!base) {
    throw new OperationError(
      "conflict",
      "The version this edit was made from is no longer kept; read the document and try again.",
    );
  }
  return base.pieces;
}

const Locked = z.object({ rows: z.array(z.object({ head_seq: z.coerce.number() })) });

async function lockDocument(tx: Transaction, pageId: string): Promise<number> {
  const { rows } = Locked.parse(
    await tx.execute(sql`SELECT head_seq FROM documents WHERE page_id = ${pageId} FOR NO KEY UPDATE`),
  );
  if (!rows[0]) throw new OperationError("not-found", "This document does not exist any more.");
  return rows[0].head_seq;
}

interface Since {
  readonly pageId: string;
  readonly afterSeq: number;
  readonly clientId: number;
}

/** Whether another edit of this process used the same client id in the meantime. */
async function hasWritten(tx: Transaction, { pageId, afterSeq, clientId }: Since): Promise<boolean> {
  const { updates } = await readUpdates(tx, { pageId, afterSeq });
  return updates.some((update) => Y.parseUpdateMeta(update).to.has(clientId));
}
