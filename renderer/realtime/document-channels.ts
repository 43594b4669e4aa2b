import type { Socket } from "socket.io-client";
import type { AccessLevel } from "#services/contracts/access-levels.ts";
import type { ErrorCode } from "#services/contracts/error-codes.ts";
import type { ClientToServer, ServerToClient } from "#services/contracts/realtime.ts";
import { bytesOf, wireBytes } from "./bytes.ts";

/** What the server says of one open document. */
export interface DocumentListener {
  onUpdate(update: Uint8Array): void;
  onAwareness(update: Uint8Array): void;
  onClosed(refusal: Refusal): void;
  /** The socket is connected again; documents are to be opened anew. */
  onConnected(): void;
  onDisconnected(): void;
}

export interface OpenedDocument {
  readonly update: Uint8Array;
  readonly stateVector: Uint8Array;
  readonly level: AccessLevel;
  /** The page is locked for now, whatever the person's right. */
  readonly isLocked: boolean;
}

export interface OpenRequest {
  readonly stateVector: Uint8Array;
  readonly schemaVersion: number | undefined;
}

/** A request the server refused, or the connection took away (`unavailable`). */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** One user of a document on the socket; several may share a page. */
export interface DocumentChannel {
  readonly isConnected: () => boolean;
  open(request: OpenRequest): Promise<OpenedDocument>;
  /** Resolves once the update is committed. */
  update(update: Uint8Array): Promise<void>;
  sendAwareness(update: Uint8Array): void;
  /** Ends this use; the last one of a page closes it on the server. */
  release(): void;
}

export interface DocumentChannels {
  use(pageId: string, listener: DocumentListener): DocumentChannel;
  isInUse(pageId: string): boolean;
}

/** The requests and messages about documents on a socket, sorted by page. */
export function createDocumentChannels(socket: Socket<ServerToClient, ClientToServer>): DocumentChannels {
  const users = new Map<string, Set<DocumentListener>>();
  /** Rejects everything asked on a connection that is gone. */
  let loseConnection: (() => void)[] = [];

  function listenersOf(pageId: string): DocumentListener[] {
    return [...(users.get(pageId.toLowerCase()) ?? [])];
  }

  function everyListener(): DocumentListener[] {
    return [...users.values()].flatMap((listeners) => [...listeners]);
  }

  socket.on("document.update", ({ pageId, update }) => {
    for (const listener of listenersOf(pageId)) listener.onUpdate(bytesOf(update));
  });
  socket.on("document.awareness", ({ pageId, update }) => {
    for (const listener of listenersOf(pageId)) listener.onAwareness(bytesOf(update));
  });
  socket.on("document.closed", ({ pageId, code, message }) => {
    for (const listener of listenersOf(pageId)) listener.onClosed(new Refusal(code, message));
  });
  socket.on("connect", () => {
    for (const listener of everyListener()) listener.onConnected();
  });
  socket.on("disconnect", () => {
    const lost = loseConnection;
    loseConnection = [];
    for (const lose of lost) lose();
    for (const listener of everyListener()) listener.onDisconnected();
  });

  /** A promise for an acknowledgement that ends with the connection it was asked on. */
  function ask<Result>(send: (resolve: (result: Result) => void, reject: (refusal: Refusal) => void) => void) {
    return new Promise<Result>((resolve, reject) => {
      const lose = () => reject(new Refusal("unavailable", "The connection was lost."));
      if (!socket.connected) return lose();
      loseConnection.push(lose);
      const forget = () => {
        loseConnection = loseConnection.filter((known) => known !== lose);
      };
      send(
        (result) => {
          forget();
          resolve(result);
        },
        (refusal) => {
          forget();
          reject(refusal);
        },
      );
    });
  }

  function use(pageId: string, listener: DocumentListener): DocumentChannel {
    const key = pageId.toLowerCase();
    const listeners = users.get(key) ?? new Set();
    listeners.add(listener);
    users.set(key, listeners);

    return {
      isConnected: () => socket.connected,
      open: ({ stateVector, schemaVersion }) =>
        ask((resolve, reject) => {
          const request = {
            pageId,
            stateVector: wireBytes(stateVector),
            ...(schemaVersion === undefined ? {} : { schemaVersion }),
          };
          socket.emit("document.open", request, (answer) => {
            if (answer.error) return reject(new Refusal(answer.error.code, answer.error.message));
            const { update, stateVector, level, isLocked = false } = answer;
            resolve({ update: bytesOf(update), stateVector: bytesOf(stateVector), level, isLocked });
          });
        }),
      update: (update) =>
        ask((resolve, reject) => {
          socket.emit("document.update", { pageId, update: wireBytes(update) }, (answer) => {
            if (answer.error) reject(new Refusal(answer.error.code, answer.error.message));
            else resolve();
          });
        }),
      sendAwareness(update) {
        if (socket.connected) socket.volatile.emit("document.awareness", { pageId, update: wireBytes(update) });
      },
      release() {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        users.delete(key);
        if (socket.connected) socket.emit("document.close", { pageId }, () => undefined);
      },
    };
  }

  return { use, isInUse: (pageId) => users.has(pageId.toLowerCase()) };
}
