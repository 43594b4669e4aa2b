import * as Y from "yjs";
import type { TestSocket } from "#services/realtime/testing/test-realtime.ts";

/** A document on a bare socket: what a program does that follows the protocol and nothing else. */
export interface RawDocument {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  /** Sends one change made in here; resolves with its number once committed. */
  type(characters: string): Promise<number>;
}

const remote = { name: "remote" };

function toBytes(received: Uint8Array | ArrayBuffer): Uint8Array {
  return received instanceof ArrayBuffer ? new Uint8Array(received) : received;
}

/** Sends an update and resolves with the server's answer. */
export async function sendUpdate(socket: TestSocket, pageId: string, update: Uint8Array): Promise<number> {
  const answer = await socket.emitWithAck("document.update", { pageId, update: Buffer.from(update) });
  if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
  return answer.seq;
}

/** Opens a page on a socket and follows it. */
export async function openRaw(socket: TestSocket, pageId: string, schemaVersion?: number): Promise<RawDocument> {
  const doc = new Y.Doc();
  const text = doc.getText("test");
  socket.on("document.update", (message) => {
    if (message.pageId === pageId) Y.applyUpdate(doc, toBytes(message.update), remote);
  });
  const answer = await socket.emitWithAck("document.open", {
    pageId,
    stateVector: Buffer.from(Y.encodeStateVector(doc)),
    ...(schemaVersion === undefined ? {} : { schemaVersion }),
  });
  if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
  Y.applyUpdate(doc, toBytes(answer.update), remote);
  return {
    doc,
    text,
    type(characters) {
      const before = Y.encodeStateVector(doc);
      text.insert(text.length, characters);
      return sendUpdate(socket, pageId, Y.encodeStateAsUpdate(doc, before));
    },
  };
}

/** What the log alone says the document's text is. */
export function textOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getText("test").toString();
}
