import * as Y from "yjs";
import { addBlock, listWords } from "#services/documents/schema/flow/testing/raw-words.ts";
import { connectSocket } from "./connect-socket.ts";
import type { Person } from "./person.ts";
import { createWatch, type Watch } from "./watch.ts";

/** Someone who types into one document over the wire protocol, with a ledger of what was acknowledged. */
export interface Typist extends Disposable {
  readonly doc: Y.Doc;
  /** Words typed so far. */
  readonly typed: ReadonlySet<string>;
  /** Words the server said are saved. */
  readonly saved: ReadonlySet<string>;
  /** Types one word as a paragraph of its own at a random place. */
  type(word: string): void;
  /** The words of the document as this person sees it. */
  read(): Set<string>;
  /** Looks again after every change and acknowledgement. */
  readonly until: Watch["until"];
}

/** Connects a person to a document; reconnects for as long as it is not disposed. */
export function startTyping(person: Person, pageId: string): Typist {
  const doc = new Y.Doc();
  const typed = new Set<string>();
  const saved = new Set<string>();
  const { changed, until } = createWatch();
  const socket = connectSocket(person);
  let isOpen = false;

  function send(update: Uint8Array, words: readonly string[]): void {
    socket.emit("document.update", { pageId, update }, (answer) => {
      if (answer.error) return;
      for (const word of words) saved.add(word);
      changed();
    });
  }
  function open(): void {
    socket.emit("document.open", { pageId, stateVector: Y.encodeStateVector(doc) }, (answer) => {
      if (answer.error) {
        socket.io.engine.close();
        return;
      }
      Y.applyUpdate(doc, new Uint8Array(answer.update), "server");
      isOpen = true;
      send(Y.encodeStateAsUpdate(doc, new Uint8Array(answer.stateVector)), [...typed]);
      changed();
    });
  }
  socket.on("connect", open);
  socket.on("disconnect", () => {
    isOpen = false;
  });
  socket.on("document.update", (message) => {
    Y.applyUpdate(doc, new Uint8Array(message.update), "server");
    changed();
  });
  socket.on("document.closed", () => {
    isOpen = false;
    open();
  });
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server" && isOpen) send(update, typeof origin === "string" ? [origin] : []);
  });

  return {
    doc,
    typed,
    saved,
    type(word) {
      typed.add(word);
      const before = Math.floor(Math.random() * (listWords(doc).length + 1));
      addBlock(doc, word, { before, origin: word });
    },
    read: () => new Set(listWords(doc).map((words) => words.trim())),
    until,
    [Symbol.dispose]() {
      socket.disconnect();
      doc.destroy();
    },
  };
}
