import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { createDocumentLink, type DocumentState } from "./document-link.ts";
import { keepLocalCopy, localCopyOrigin } from "./keep-local-copy.ts";
import { lingerDocument, takeLingering } from "./linger-document.ts";
import { createReadable } from "./readable.ts";
import type { WorkspaceSocket } from "./workspace-socket.ts";

/** Carets move at most this often for others, in milliseconds. */
const awarenessMs = 50;
/** A caret that rests is told once more after this long, in milliseconds: behind words that are on their way it may have been dropped. */
const restMs = 300;
/** When it is looked again whether another tab has merged a copy of the older form, in milliseconds. */
const mergeMs = 1_000;

export interface DocumentProviderOptions {
  readonly socket: WorkspaceSocket;
  readonly pageId: string;
  readonly doc: Y.Doc;
  /** The editor schema this program brings. */
  readonly schemaVersion: number;
}

export interface ProviderStatus {
  /** `unkept`: offline, and what is typed is in this tab only. */
  readonly state: DocumentState | "unkept";
  /** Shown instead of the state's usual words. */
  readonly sentence?: string;
  /** Closing the tab now would lose something. */
  readonly isAtRisk: boolean;
  /** Whether the document is here as a whole, from the server or from this device. */
  readonly isSynced: boolean;
}

/** Connects an editor's Yjs document with the server, this device and everyone who has it open. */
export interface DocumentProvider {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Whether the document is here as a whole. */
  readonly isSynced: boolean;
  /** The state now; the same object until it changes. */
  readonly readStatus: () => ProviderStatus;
  readonly subscribe: (listener: () => void) => () => void;
  /** `synced` is told once, when the document is here as a whole. */
  on(name: "synced", listener: () => void): void;
  off(name: "synced", listener: () => void): void;
  /** Ends the editing here; what is not saved yet goes on being sent. */
  destroy(): void;
}

export function createDocumentProvider(options: DocumentProviderOptions): DocumentProvider {
  const { socket, pageId, doc } = options;
  const origin = { name: "server" };
  const awareness = new Awareness(doc);
  const syncedListeners = new Set<() => void>();
  const status = createReadable<ProviderStatus>({ state: "loading", isAtRisk: false, isSynced: false });
  const copy = socket.localCopies && keepLocalCopy({ copies: socket.localCopies, pageId, doc });
  let isSynced = false;
  let awarenessTimer: ReturnType<typeof setTimeout> | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let mergeTimer: ReturnType<typeof setTimeout> | undefined;
  let isDestroyed = false;

  const taken = takeLingering(socket, pageId);
  if (taken) applyUpdate(doc, taken.state, localCopyOrigin);

  const link = createDocumentLink({
    socket,
    pageId,
    doc,
    schemaVersion: options.schemaVersion,
    origin,
    onOpened() {
      becomeSynced();
      tellAwareness();
    },
    onAwareness: (update) => applyAwarenessUpdate(awareness, update, origin),
    onDisconnected() {
      const others = [...awareness.getStates().keys()].filter((id) => id !== awareness.clientID);
      removeAwarenessStates(awareness, others, origin);
    },
  });
  if (taken) link.markLoaded({ unsent: taken.unsent });

  function becomeSynced(): void {
    if (isSynced) return;
    isSynced = true;
    show();
    for (const listener of [...syncedListeners]) listener();
  }

  function describe(): ProviderStatus {
    const linked = link.status.read();
    const isKept = copy?.isKept.read() ?? false;
    const isAtRisk = !isKept && link.hasUnsaved();
    return { ...linked, state: linked.state === "offline" && !isKept ? "unkept" : linked.state, isAtRisk, isSynced };
  }

  function show(): void {
    const next = describe();
    const shown = status.read();
    const isSame = shown.state === next.state && shown.sentence === next.sentence && shown.isAtRisk === next.isAtRisk;
    if (isSame && shown.isSynced === isSynced) return;
    status.write(next);
    if (next.state === "saved") copy?.noteSaved();
  }

  function tellAwareness(): void {
    clearTimeout(awarenessTimer);
    awarenessTimer = undefined;
    if (awareness.getLocalState() === null) return;
    // A caret stands in what was just typed: others need that first.
    link.flush();
    sendOwnAwareness();
    clearTimeout(restTimer);
    restTimer = setTimeout(sendOwnAwareness, restMs);
  }

  function sendOwnAwareness(): void {
    link.sendAwareness(encodeAwarenessUpdate(awareness, [awareness.clientID]));
  }

  function onDocUpdate(update: Uint8Array, from: unknown): void {
    if (from === localCopyOrigin) return;
    const isOurs = from !== origin;
    copy?.change(update, isOurs);
    if (!isOurs) return;
    link.change(update);
    show();
  }

  function onAwarenessUpdate(_changes: unknown, from: unknown): void {
    if (from !== origin) awarenessTimer ??= setTimeout(tellAwareness, awarenessMs);
  }

  doc.on("update", onDocUpdate);
  awareness.on("update", onAwarenessUpdate);
  const stopWatching = link.status.subscribe(show);
  const stopWatchingCopy = copy?.isKept.subscribe(show);
  show();
  if (taken) becomeSynced();
  /** What the copy holds is merged with what the server has: alone it would be another document. */
  function mergeWhenSynced(tree: readonly Uint8Array[]): void {
    const merge = async () => {
      const claim = await copy?.claimTree();
      if (isDestroyed || claim === undefined || claim === "gone") return;
      if (claim === "taken") {
        mergeTimer = setTimeout(run, mergeMs);
        return;
      }
      if (tree.length > 0) {
        const { mergeTree } = await import("#services/documents/schema/merge-tree.ts");
        if (isDestroyed) return;
        mergeTree(doc, tree);
      }
      copy?.replaceTree();
    };
    // Where it fails the copy stays, and is tried again the next time.
    const run = () => void merge().catch(() => undefined);
    if (isSynced) run();
    else syncedListeners.add(run);
  }

  void copy?.load().then(({ isFound, unsent, tree }) => {
    if (isDestroyed) return;
    mergeWhenSynced(tree);
    if (!isFound) return;
    link.markLoaded({ unsent });
    becomeSynced();
  });

  return {
    doc,
    awareness,
    get isSynced() {
      return isSynced;
    },
    readStatus: status.read,
    subscribe: status.subscribe,
    on: (_name, listener) => void syncedListeners.add(listener),
    off: (_name, listener) => void syncedListeners.delete(listener),
    destroy() {
      if (isDestroyed) return;
      isDestroyed = true;
      link.flush();
      if (link.hasUnsaved()) {
        lingerDocument(socket, pageId, { state: Y.encodeStateAsUpdate(doc), unsent: link.readUnsent() });
      }
      doc.off("update", onDocUpdate);
      awareness.off("update", onAwarenessUpdate);
      clearTimeout(awarenessTimer);
      clearTimeout(restTimer);
      clearTimeout(mergeTimer);
      removeAwarenessStates(awareness, [awareness.clientID], origin);
      link.sendAwareness(encodeAwarenessUpdate(awareness, [awareness.clientID]));
      link.end();
      stopWatching();
      stopWatchingCopy?.();
      copy?.end();
      awareness.destroy();
      syncedListeners.clear();
    },
  };
}
