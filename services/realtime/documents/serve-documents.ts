import * as Y from "yjs";
import type * as z from "zod";
import type { Access } from "#services/access/access.ts";
import { type AccessLevel, includesLevel } from "#services/contracts/access-levels.ts";
import { limits } from "#services/contracts/limits.ts";
import { colorOf } from "#services/contracts/person-color.ts";
import { DocumentAwareness, DocumentClose, DocumentOpen, DocumentUpdate } from "#services/contracts/realtime.ts";
import { schemaVersion as ownSchemaVersion } from "#services/documents/schema/schema-version.ts";
import { PageLocked } from "#services/documents/store/page-locked.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { answerRequest } from "#services/realtime/answer-request.ts";
import { encodeMissing, toBuffer } from "#services/realtime/documents/apply-update.ts";
import {
  type AwarenessEntry,
  decodeAwareness,
  encodeAwareness,
} from "#services/realtime/documents/awareness-frames.ts";
import { MalformedFrame, type OpenDocument } from "#services/realtime/documents/open-document.ts";
import type { OpenDocuments } from "#services/realtime/documents/open-documents.ts";
import { createRequestTurns } from "#services/realtime/documents/request-turns.ts";
import { writtenOutdated } from "#services/realtime/documents/tree-update.ts";
import type { Outbound } from "#services/realtime/outbound.ts";
import { outlastDatabase } from "#services/realtime/outlast-database.ts";
import { type RealtimeSocket, roomOf } from "#services/realtime/realtime-socket.ts";

/** Openings of one page by one socket: one that runs, and one that waits for it. */
const mostOpenings = 2;

export interface ServeDocumentsOptions {
  readonly documents: OpenDocuments;
  readonly access: Access;
  readonly outbound: Pick<Outbound, "isBusy" | "announce">;
  readonly logger: Logger;
}

/** The documents one socket has open. */
export interface SocketDocuments {
  /** Puts the socket out of documents its person may no longer see. */
  recheck(): Promise<void>;
}

/** Answers a socket's requests about documents, one after the other for each page. */
export function serveDocuments(socket: RealtimeSocket, options: ServeDocumentsOptions): SocketDocuments {
  const { documents, access, outbound, logger } = options;
  const { userId, name } = socket.data;
  const user = { id: userId, name, color: colorOf(userId) };
  /** Pages this socket has open, with the schema version its editor brings. */
  const opened = new Map<string, number | undefined>();
  /** Pages whose changes by this socket are of the older form: what follows builds on what was refused. */
  const outdated = new Set<string>();
  /** How many openings of each page are asked for and not answered. */
  const opening = new Map<string, number>();
  const turns = createRequestTurns();
  const disconnected = new AbortController();

  function takeTurn(pageId: string, carriedBytes: number, run: () => Promise<void>): void {
    if (!turns.take(pageId, carriedBytes, run)) socket.disconnect(true);
  }

  async function requireLevel(pageId: string, needed: AccessLevel): Promise<AccessLevel> {
    const level = await outlastDatabase(() => access.pageLevel(userId, pageId), disconnected.signal);
    if (level === "none") throw unseen();
    if (!includesLevel(level, needed)) {
      throw new OperationError("forbidden", "You may read this page but not change it.");
    }
    return level;
  }

  async function open(request: z.output<typeof DocumentOpen>) {
    const { pageId, stateVector, schemaVersion } = request;
    if (schemaVersion !== undefined && schemaVersion > ownSchemaVersion) {
      throw new OperationError("unavailable", "This program is newer than the server; it works once that is updated.");
    }
    const document = await reach(pageId, "view");
    refuseOutdated(document, schemaVersion);
    outdated.delete(pageId);
    // From here on a loss of rights puts the socket out, also while the level is read.
    opened.set(pageId, schemaVersion);
    const level = await requireLevel(pageId, "view").catch((error: unknown) => {
      leave(pageId);
      throw error;
    });
    if (!opened.has(pageId) || !socket.connected) throw unseen();
    if (documents.find(pageId) !== document) throw reopening();
    if (outbound.isBusy(socket)) {
      throw new OperationError(
        "rate-limited",
        "Other documents are still on their way; this one is opened after them.",
      );
    }
    const update = missingFor(document.doc, stateVector);
    outbound.announce(socket, update.length);
    void socket.join(roomOf.page(pageId));
    document.emptySince = undefined;
    sendAwareness(pageId, document.presence.list());
    return {
      update: toBuffer(update),
      stateVector: toBuffer(Y.encodeStateVector(document.doc)),
      level: document.isTrashed || document.isLocked ? ("view" as const) : level,
      ...(document.isLocked ? { isLocked: true as const } : {}),
      schemaVersion: document.schemaVersion,
    };
  }

  /** The document of a page, with the right to it asked again where loading it took time. */
  async function reach(pageId: string, needed: AccessLevel): Promise<OpenDocument> {
    await requireLevel(pageId, needed);
    const known = documents.find(pageId);
    if (known) return known;
    const loaded = await outlastDatabase(() => documents.open(pageId), disconnected.signal);
    await requireLevel(pageId, needed);
    if (documents.find(pageId) !== loaded) throw reopening();
    return loaded;
  }

  function sendAwareness(pageId: string, entries: readonly AwarenessEntry[]): void {
    if (entries.length === 0) return;
    socket.emit("document.awareness", { pageId, update: toBuffer(encodeAwareness(entries)) });
  }

  async function update(request: z.output<typeof DocumentUpdate>) {
    if (request.update.length > limits.updateBytes) {
      throw new OperationError("payload-too-large", "This change is larger than 1 MB; split it into smaller parts.");
    }
    const { pageId } = request;
    const document = await reach(pageId, "edit");
    if (document.isTrashed) {
      throw new OperationError("conflict", "This page is in the trash; restore it before changing it.");
    }
    if (document.isLocked) throw new PageLocked();
    const schemaVersion = opened.get(pageId);
    refuseOutdated(document, schemaVersion);
    if (outdated.has(pageId)) throw writtenOutdated();
    try {
      return { stored: documents.change(document, { socket, update: request.update, schemaVersion }) };
    } catch (error) {
      if (error instanceof OperationError && error.code === "client-outdated") outdated.add(pageId);
      throw error;
    }
  }

  function leave(pageId: string): void {
    if (!opened.delete(pageId)) return;
    const gone = documents.find(pageId)?.presence.leave(socket.id) ?? [];
    if (gone.length > 0) {
      socket.to(roomOf.page(pageId)).emit("document.awareness", { pageId, update: toBuffer(encodeAwareness(gone)) });
    }
    void socket.leave(roomOf.page(pageId));
  }

  async function close(pageId: string) {
    leave(pageId);
    return {};
  }

  function tellAwareness({ pageId, update }: z.output<typeof DocumentAwareness>): void {
    const document = documents.find(pageId);
    if (!document || !socket.rooms.has(roomOf.page(pageId))) return;
    const accepted = document.presence.accept(socket.id, user, decodeAwareness(update));
    if (accepted.length === 0) return;
    socket.to(roomOf.page(pageId)).volatile.emit("document.awareness", {
      pageId,
      update: toBuffer(encodeAwareness(accepted)),
    });
  }

  socket.on("document.open", (raw: unknown, answer: unknown) => {
    const request = DocumentOpen.safeParse(raw);
    if (!request.success) return refuseInput(answer);
    const data = withLowerCaseId(request.data);
    const openings = opening.get(data.pageId) ?? 0;
    if (openings >= mostOpenings) {
      return refuse(answer, new OperationError("rate-limited", "This page is being opened already."));
    }
    opening.set(data.pageId, openings + 1);
    takeTurn(data.pageId, data.stateVector.length, async () => {
      await answerRequest({ socket, logger, answer, run: () => open(data) });
      const left = (opening.get(data.pageId) ?? 1) - 1;
      if (left > 0) opening.set(data.pageId, left);
      else opening.delete(data.pageId);
    });
  });
  socket.on("document.update", (raw: unknown, answer: unknown) => {
    const request = DocumentUpdate.safeParse(raw);
    if (!request.success) return void socket.disconnect(true);
    const data = withLowerCaseId(request.data);
    takeTurn(data.pageId, data.update.length, async () => {
      const applied = update(data);
      const run = async () => ({ seq: await (await applied).stored });
      void answerRequest({ socket, logger, answer, run });
      // The turn ends with the application, not the commit, so that the next change may join the same transaction.
      await applied.catch(() => undefined);
    });
  });
  socket.on("document.close", (raw: unknown, answer: unknown) => {
    const request = DocumentClose.safeParse(raw);
    if (!request.success) return refuseInput(answer);
    const { pageId } = withLowerCaseId(request.data);
    takeTurn(pageId, 0, () => answerRequest({ socket, logger, answer, run: () => close(pageId) }));
  });
  socket.on("document.awareness", (raw: unknown) => {
    const request = DocumentAwareness.safeParse(raw);
    try {
      if (!request.success) throw new MalformedFrame("The request is not about awareness.");
      tellAwareness(withLowerCaseId(request.data));
    } catch {
      socket.disconnect(true);
    }
  });
  socket.on("disconnect", () => {
    disconnected.abort();
    for (const pageId of [...opened.keys()]) leave(pageId);
  });

  function refuseInput(answer: unknown): void {
    refuse(answer, new OperationError("invalid-input", "The request has another shape than documented."));
  }

  function refuse(answer: unknown, error: OperationError): void {
    void answerRequest({ socket, logger, answer, run: () => Promise.reject(error) });
  }

  return {
    async recheck() {
      for (const pageId of [...opened.keys()]) {
        if ((await access.pageLevel(userId, pageId)) !== "none") continue;
        leave(pageId);
        socket.emit("document.closed", { pageId, code: "not-found", message: "You may no longer see this page." });
      }
    },
  };
}

function unseen(): OperationError {
  return new OperationError("not-found", "This page does not exist, or you may not see it.");
}

function reopening(): OperationError {
  return new OperationError("unavailable", "This page is being opened again; try in a moment.");
}

/** An editor that does not know what the document holds would delete it for everyone. */
function refuseOutdated(document: OpenDocument, schemaVersion: number | undefined): void {
  if (schemaVersion === undefined || schemaVersion >= document.schemaVersion) return;
  throw new OperationError("client-outdated", "This page needs a newer version of PageSpace; reload to get it.");
}

function missingFor(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  try {
    return encodeMissing(doc, stateVector);
  } catch (cause) {
    throw new MalformedFrame("The bytes are not a state vector.", { cause });
  }
}

/** The request with its page named as the database writes it. */
function withLowerCaseId<Request extends { readonly pageId: string }>(request: Request): Request {
  return { ...request, pageId: request.pageId.toLowerCase() };
}
