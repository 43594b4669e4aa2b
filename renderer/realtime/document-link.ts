import * as Y from "yjs";
import { type AccessLevel, includesLevel } from "#services/contracts/access-levels.ts";
import { limits } from "#services/contracts/limits.ts";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { splitUpdates, takeBatch } from "./batch-updates.ts";
import { type DocumentChannel, type OpenedDocument, Refusal } from "./document-channels.ts";
import { createReadable, type Readable } from "./readable.ts";
import type { WorkspaceSocket } from "./workspace-socket.ts";

/** How long local changes are gathered into one update, in milliseconds. */
const gatherMs = 30;
/** Updates on their way at the same time; further changes wait and travel together. */
const mostInFlight = 8;
/** Changes merged into one update stay well below what the server takes, so that a large one is refused alone. */
const batchBytes = limits.updateBytes / 2;
const reopenMs = { first: 300, longest: 5_000 };

const lostSentence = "You may no longer change this page; your last edits are only on this device.";
const lockedSentence = "The page was locked before your last words were saved; they are sent once it is unlocked.";

/** What a person should know of a document's way to the server. */
export type DocumentState =
  | "loading"
  | "saving"
  | "saved"
  | "offline"
  | "read-only"
  | "locked"
  | "refused"
  | "outdated";

export interface LinkStatus {
  readonly state: DocumentState;
  /** Shown instead of the state's usual words. */
  readonly sentence?: string;
}

export interface DocumentLinkOptions {
  readonly socket: WorkspaceSocket;
  readonly pageId: string;
  readonly doc: Y.Doc;
  readonly schemaVersion: number | undefined;
  /** Origin of everything that comes from the server. */
  readonly origin: object;
  /** The document stands as the server has it, for the first time on this connection. */
  readonly onOpened: () => void;
  readonly onAwareness: (update: Uint8Array) => void;
  readonly onDisconnected: () => void;
}

/** Keeps a Yjs document equal to the server's, over every loss of the connection. */
export interface DocumentLink {
  readonly status: Readable<LinkStatus>;
  /** Whether the server may lack something of this copy. */
  hasUnsaved(): boolean;
  /** The changes made here that the server may lack, in order. */
  readUnsent(): readonly Uint8Array[];
  /** A change made here. */
  change(update: Uint8Array): void;
  /** Sends what was gathered, now. */
  flush(): void;
  sendAwareness(update: Uint8Array): void;
  /** The copy was filled from this device; `unsent` are updates among which the server may lack some. */
  markLoaded(found: { readonly unsent: readonly Uint8Array[] }): void;
  end(): void;
}

export function createDocumentLink(options: DocumentLinkOptions): DocumentLink {
  const { socket, pageId, doc, origin } = options;
  const status = createReadable<LinkStatus>({ state: "loading" });
  let gathered: Uint8Array[] = [];
  /** Every change made here since all of them were saved: what is too large at once is sent from these, part by part. */
  let unsent: Uint8Array[] = [];
  let inFlight = 0;
  /** How many changes were made here, and how many of them, in order, are acknowledged. */
  let made = 0;
  let saved = 0;
  let isLoaded = false;
  let isOpen = false;
  /** The difference after opening is stored; before that, nothing is known to be. */
  let isConfirmed = false;
  let level: AccessLevel | undefined;
  let isLocked = false;
  let obstacle: LinkStatus | undefined;
  /** Counts openings, so that what belongs to an older one is ignored. */
  let opening = 0;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let reopenTimer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs: number = reopenMs.first;
  let isEnded = false;

  const channel: DocumentChannel = socket.documents.use(pageId, {
    onUpdate: (update) => applyUpdate(doc, update, origin),
    onAwareness: options.onAwareness,
    onClosed: (refusal) => {
      closeHere();
      fail(refusal);
    },
    onConnected: () => void open(),
    onDisconnected: () => {
      closeHere();
      options.onDisconnected();
      show();
    },
  });
  const stopListening = socket.onAccessChanged(() => void open());
  const stopWatching = socket.status.subscribe(show);

  function closeHere(): void {
    opening += 1;
    isOpen = false;
    isConfirmed = false;
    inFlight = 0;
    gathered = [];
  }

  function show(): void {
    const next = describe();
    const { state, sentence } = status.read();
    if (state !== next.state || sentence !== next.sentence) status.write(next);
  }

  function describe(): LinkStatus {
    if (obstacle) return obstacle;
    if (isOpen && level !== undefined && !includesLevel(level, "edit")) {
      return { state: isLocked ? "locked" : "read-only" };
    }
    if (isConfirmed && saved === made) return { state: "saved" };
    if (!isOpen && socket.status.read() === "offline") return { state: "offline" };
    return { state: isLoaded ? "saving" : "loading" };
  }

  async function open(): Promise<void> {
    clearTimeout(reopenTimer);
    if (isEnded || !channel.isConnected()) return;
    closeHere();
    const current = opening;
    try {
      const opened = await channel.open({
        stateVector: Y.encodeStateVector(doc),
        schemaVersion: options.schemaVersion,
      });
      if (current !== opening || isEnded) return;
      await takeOver(opened, current);
    } catch (error) {
      if (current !== opening || isEnded) return;
      closeHere();
      fail(toRefusal(error));
    }
  }

  async function takeOver(opened: OpenedDocument, current: number): Promise<void> {
    applyUpdate(doc, opened.update, origin);
    level = opened.level;
    isLocked = opened.isLocked;
    obstacle = undefined;
    isOpen = true;
    isLoaded = true;
    // The difference holds every change made here so far, gathered or not.
    gathered = [];
    const difference = Y.encodeStateAsUpdate(doc, opened.stateVector);
    options.onOpened();
    if (!includesLevel(level, "edit")) {
      if (saved < made) refuse(isLocked ? lockedSentence : lostSentence);
      return show();
    }
    show();
    const covers = made;
    for (const part of partsOf(difference, opened.stateVector)) {
      await send(part, current);
      if (current !== opening) return;
    }
    noteSaved(covers);
    isConfirmed = true;
    pauseMs = reopenMs.first;
    if (gathered.length > 0) gather();
    show();
  }

  function partsOf(difference: Uint8Array, stateVector: Uint8Array): Uint8Array[] {
    if (difference.length <= limits.updateBytes || unsent.length === 0) return [difference];
    return splitUpdates(unsent, { beyond: stateVector, mostBytes: batchBytes });
  }

  function noteSaved(covers: number): void {
    saved = Math.max(saved, covers);
    if (saved === made) unsent = [];
  }

  /** Resolves once the update is stored; acknowledgements come in order. */
  async function send(update: Uint8Array, current: number): Promise<void> {
    if (update.length > limits.updateBytes) {
      throw new Refusal(
        "payload-too-large",
        "This change is larger than 1 MB and cannot be saved; copy it out and split it.",
      );
    }
    inFlight += 1;
    await channel.update(update);
    if (current === opening) inFlight -= 1;
  }

  function gather(): void {
    if (!isConfirmed || gatherTimer !== undefined || inFlight >= mostInFlight) return;
    gatherTimer = setTimeout(flush, gatherMs);
  }

  function flush(): void {
    clearTimeout(gatherTimer);
    gatherTimer = undefined;
    // What is typed while the difference is on its way waits for it, so that what was sent is known to be complete.
    if (gathered.length === 0 || !isConfirmed || obstacle) return;
    if (level === undefined || !includesLevel(level, "edit")) return;
    const current = opening;
    const { update, count } = takeBatch(gathered, batchBytes);
    gathered = gathered.slice(count);
    // The last changes made are those still gathered.
    const covers = made - gathered.length;
    send(update, current).then(
      () => {
        if (current !== opening) return;
        noteSaved(covers);
        if (gathered.length > 0) gather();
        show();
      },
      (error: unknown) => {
        if (current !== opening || isEnded) return;
        closeHere();
        fail(toRefusal(error));
      },
    );
    if (gathered.length > 0) gather();
  }

  /** Goes on after a refusal: some end the editing here, others only ask for patience. */
  function fail(refusal: Refusal): void {
    switch (refusal.code) {
      case "client-outdated":
        obstacle = { state: "outdated", sentence: refusal.message };
        break;
      case "unavailable":
      case "rate-limited":
        if (channel.isConnected()) openLater();
        break;
      case "unauthenticated":
        break;
      default:
        refuse(refusal.message);
    }
    show();
  }

  function refuse(sentence: string): void {
    obstacle = { state: "refused", sentence };
  }

  function openLater(): void {
    clearTimeout(reopenTimer);
    reopenTimer = setTimeout(() => void open(), pauseMs);
    pauseMs = Math.min(pauseMs * 2, reopenMs.longest);
  }

  if (channel.isConnected()) void open();
  else show();

  return {
    status,
    hasUnsaved: () => saved < made,
    readUnsent: () => unsent,
    change(update) {
      made += 1;
      unsent.push(update);
      if (isOpen) gathered.push(update);
      gather();
      show();
    },
    flush,
    sendAwareness: (update) => {
      if (isOpen) channel.sendAwareness(update);
    },
    markLoaded(found) {
      isLoaded = true;
      if (found.unsent.length > 0) made += 1;
      unsent = [...found.unsent, ...unsent];
      // The difference sent on opening was made before this content was here.
      if (isOpen) void open();
      show();
    },
    end() {
      isEnded = true;
      flush();
      clearTimeout(gatherTimer);
      clearTimeout(reopenTimer);
      stopListening();
      stopWatching();
      channel.release();
    },
  };
}

function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal("unavailable", "This document could not be opened yet.");
}
