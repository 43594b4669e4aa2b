import type { ErrorCode } from "#services/contracts/error-codes.ts";
import type { Database } from "#services/database/connection.ts";
import { flowVersion } from "#services/documents/schema/schema-version.ts";
import { type LoadedDocument, loadDocument } from "#services/documents/store/load-document.ts";
import { migrateDocument } from "#services/documents/store/migrate-document.ts";
import { type DocumentHead, readHeads } from "#services/documents/store/read-heads.ts";
import { readUpdates } from "#services/documents/store/read-updates.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { applyUpdates, toBuffer } from "#services/realtime/documents/apply-update.ts";
import {
  type CommitQueue,
  type CommittedUpdates,
  createCommitQueue,
} from "#services/realtime/documents/commit-queue.ts";
import {
  applyClientUpdate,
  createOpenDocument,
  type OpenDocument,
} from "#services/realtime/documents/open-document.ts";
import { type RealtimeIo, type RealtimeSocket, roomOf } from "#services/realtime/realtime-socket.ts";

/** How long a document nobody looks at stays in memory, in milliseconds. */
const defaultKeepMs = 30_000;

export interface OpenDocumentsOptions {
  readonly io: RealtimeIo;
  readonly db: Database;
  readonly logger: Logger;
  /** Called when a document has something its projection lacks. */
  readonly kickProjection: (pageId: string) => void;
  /** How long a document nobody looks at stays in memory, in milliseconds. */
  readonly keepMs?: number;
}

export interface ClientChange {
  readonly socket: RealtimeSocket;
  readonly update: Uint8Array;
  readonly schemaVersion: number | undefined;
}

/** The documents this instance holds in memory because someone has them open. */
export interface OpenDocuments {
  /** The document, loaded when nobody had it open; throws `not-found` where there is none. */
  open(pageId: string): Promise<OpenDocument>;
  find(pageId: string): OpenDocument | undefined;
  /** Applies a change, tells this instance's sockets, and resolves with its number once it is committed. */
  change(document: OpenDocument, change: ClientChange): Promise<number>;
  /** Documents that may have grown through other hands. */
  hint(documents: readonly { readonly pageId: string; readonly seq: number }[]): void;
  /** Compares every open document with the log, follows what is behind, and lets go of what nobody looks at. */
  compare(): Promise<void>;
  flush(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export function createOpenDocuments(options: OpenDocumentsOptions): OpenDocuments {
  const { io, db, logger } = options;
  const documents = new Map<string, OpenDocument>();
  const loading = new Map<string, Promise<OpenDocument>>();
  const following = new Map<OpenDocument, Promise<void>>();
  const queue: CommitQueue = createCommitQueue({
    db,
    logger,
    watermarkOf: (pageId) => documents.get(pageId)?.appliedSeq ?? 0,
    onCommitted,
    onLost: discard,
  });

  function onCommitted({ pageId, lastSeq, count }: CommittedUpdates): void {
    const document = documents.get(pageId);
    options.kickProjection(pageId);
    if (!document || lastSeq <= document.appliedSeq) return;
    if (lastSeq - count <= document.appliedSeq) document.appliedSeq = lastSeq;
    else follow(document, lastSeq);
  }

  /** Lets go of a document that cannot go on; its sockets keep their copies and may open it again. */
  function discard(pageId: string, error: OperationError): void {
    const document = documents.get(pageId);
    if (!document) return;
    documents.delete(pageId);
    queue.abandon(pageId, error);
    closeRoom(pageId, error);
    document.doc.destroy();
  }

  function closeRoom(pageId: string, error: { readonly code: ErrorCode; readonly message: string }): void {
    const room = io.local.in(roomOf.page(pageId));
    room.emit("document.closed", { pageId, code: error.code, message: error.message });
    room.socketsLeave(roomOf.page(pageId));
  }

  /** A document that is a tree of elements yet, as a flow of words. */
  async function carryOver(pageId: string): Promise<LoadedDocument> {
    try {
      await migrateDocument(db, { pageId });
    } catch (cause) {
      if (cause instanceof OperationError) throw cause;
      logger.error({ err: cause, pageId }, "a document could not be carried over to the new form; it stays readable");
      throw new OperationError("unavailable", "This page is of an older form and can only be read for now.", { cause });
    }
    return loadDocument(db, pageId);
  }

  async function load(pageId: string): Promise<OpenDocument> {
    const found = await loadDocument(db, pageId);
    const stored = found.schemaVersion < flowVersion ? await carryOver(pageId) : found;
    const head = (await readHeads(db, [pageId])).get(pageId);
    if (!head) throw new OperationError("not-found", "This document does not exist.");
    const document = createOpenDocument({ pageId, ...stored, isTrashed: head.isTrashed, isLocked: head.isLocked });
    document.emptySince = performance.now();
    documents.set(pageId, document);
    return document;
  }

  function follow(document: OpenDocument, seq: number): void {
    document.wantedSeq = Math.max(document.wantedSeq, seq);
    if (following.has(document)) return;
    const run = catchUp(document)
      .catch((error: unknown) => {
        if (error instanceof OperationError && error.code === "not-found") discard(document.pageId, error);
        else logger.warn({ err: error, pageId: document.pageId }, "a document could not follow its log");
      })
      .finally(() => following.delete(document));
    following.set(document, run);
  }

  async function catchUp(document: OpenDocument): Promise<void> {
    while (document.appliedSeq < document.wantedSeq && documents.get(document.pageId) === document) {
      const read = await readUpdates(db, { pageId: document.pageId, afterSeq: document.appliedSeq });
      document.schemaVersion = Math.max(document.schemaVersion, read.schemaVersion);
      if (read.headSeq <= document.appliedSeq) return;
      const { change } = applyUpdates(document.doc, read.updates, "log");
      document.appliedSeq = Math.max(document.appliedSeq, read.headSeq);
      if (!change) continue;
      document.sizeBytes += change.length;
      io.local.in(roomOf.page(document.pageId)).emit("document.update", {
        pageId: document.pageId,
        update: toBuffer(change),
      });
    }
  }

  function compareWith(document: OpenDocument, head: DocumentHead): void {
    document.schemaVersion = Math.max(document.schemaVersion, head.schemaVersion);
    if (head.headSeq > document.appliedSeq) follow(document, head.headSeq);
    const told = document.isTrashed === head.isTrashed ? tellOfLock(document, head) : tellOfTrash(head);
    document.isTrashed = head.isTrashed;
    document.isLocked = head.isLocked;
    // Opened again, the document tells its sockets what they may do with it now.
    if (told !== undefined) closeRoom(document.pageId, { code: "unavailable", message: told });
  }

  function letGoOfUnused(): void {
    const now = performance.now();
    for (const document of documents.values()) {
      if ((io.of("/").adapter.rooms.get(roomOf.page(document.pageId))?.size ?? 0) > 0) {
        document.emptySince = undefined;
        continue;
      }
      document.emptySince ??= now;
      if (now - document.emptySince < (options.keepMs ?? defaultKeepMs) || !queue.isEmpty(document.pageId)) continue;
      documents.delete(document.pageId);
      document.doc.destroy();
      options.kickProjection(document.pageId);
    }
  }

  return {
    find: (pageId) => documents.get(pageId),
    async open(pageId) {
      const open = documents.get(pageId);
      if (open) return open;
      const shared = loading.get(pageId) ?? load(pageId).finally(() => loading.delete(pageId));
      loading.set(pageId, shared);
      return shared;
    },
    change(document, { socket, update, schemaVersion }) {
      const { pageId } = document;
      const change = applyClientUpdate(document, update, socket);
      if (change) document.schemaVersion = Math.max(document.schemaVersion, schemaVersion ?? 0);
      if (change) socket.to(roomOf.page(pageId)).emit("document.update", { pageId, update: toBuffer(change) });
      return new Promise((resolve, reject) => {
        const isTaken = queue.add({
          pageId,
          update: change,
          actorId: socket.data.userId,
          schemaVersion,
          settle: (result) => ("seq" in result ? resolve(result.seq) : reject(result.error)),
        });
        if (isTaken) return;
        const full = new OperationError("unavailable", "Saving is held up; what you typed is kept on this device.");
        discard(pageId, full);
        reject(full);
      });
    },
    hint(hinted) {
      for (const { pageId, seq } of hinted) {
        const document = documents.get(pageId);
        if (document && seq > document.appliedSeq) follow(document, seq);
      }
    },
    async compare() {
      letGoOfUnused();
      const open = [...documents.values()];
      if (open.length === 0) return;
      const heads = await readHeads(
        db,
        open.map((document) => document.pageId),
      );
      for (const document of open) {
        const head = heads.get(document.pageId);
        if (head === undefined) discard(document.pageId, new OperationError("not-found", "This page was deleted."));
        else compareWith(document, head);
      }
    },
    flush: (signal) => queue.flush(signal),
    async close() {
      await queue.close();
      await Promise.all(following.values());
      for (const document of documents.values()) document.doc.destroy();
      documents.clear();
    },
  };
}

function tellOfTrash({ isTrashed }: DocumentHead): string {
  return isTrashed ? "This page was moved to the trash." : "This page came back from the trash.";
}

function tellOfLock(document: OpenDocument, { isLocked }: DocumentHead): string | undefined {
  if (document.isLocked === isLocked) return undefined;
  return isLocked ? "This page was locked." : "This page was unlocked.";
}
