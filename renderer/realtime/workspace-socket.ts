import { io, type Socket } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import type { ErrorCode } from "#services/contracts/error-codes.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import type { ClientToServer, ServerToClient } from "#services/contracts/realtime.ts";
import { socketPath } from "#services/contracts/socket-names.ts";
import { createDocumentChannels, type DocumentChannels } from "./document-channels.ts";
import { createEventFeed, type ListEvents } from "./event-feed.ts";
import type { LocalCopies } from "./local-copies.ts";
import { createReadable, type Readable } from "./readable.ts";

/** Pauses between attempts, in milliseconds: short, so that a restarted service is found at once. */
const pauseMs = { first: 150, longest: 2_000 };
const attemptMs = 8_000;

/** `offline` from the first failed attempt or lost connection until the next one that holds. */
export type SocketStatus = "connecting" | "online" | "offline";

export interface WorkspaceSocketOptions {
  /** Origin that serves sockets: the page's own, or where realtime is reached directly. */
  readonly url: string;
  /** A fresh socket token; asked for before every attempt. Rejects with `code: "unauthenticated"` when the session has ended. */
  readonly issueToken: () => Promise<string>;
  readonly listEvents: ListEvents;
  /** Where streams stood before anything of them was read. */
  readonly since?: readonly { readonly id: string; readonly cursor: string }[];
  /** Called once when the session has ended; no further attempt is made. */
  readonly onSignedOut?: () => void;
  /** Where documents are kept on this device, if anywhere. */
  readonly localCopies?: LocalCopies | undefined;
}

/** The live connection of a signed-in person: events, and documents that are open. */
export interface WorkspaceSocket {
  readonly status: Readable<SocketStatus>;
  /** Calls the listener with each event, in order and once. */
  onEvent(listener: (event: WorkspaceEvent) => void): () => void;
  /** Calls the listener with streams (drives, or the person) of which events may have been missed: read again what is shown. */
  onReset(listener: (streamIds: readonly string[]) => void): () => void;
  /** Calls the listener with a drive in which the person's rights changed. */
  onAccessChanged(listener: (driveId: string) => void): () => void;
  /** Used by document providers. */
  readonly documents: DocumentChannels;
  readonly localCopies: LocalCopies | undefined;
  /** Tries again at once, for instance because the network came back. */
  retry(): void;
  /** Disconnects and makes no attempt until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
}

type ClientSocket = Socket<ServerToClient, ClientToServer>;

/** Connects and stays connected until closed. */
export function createWorkspaceSocket(options: WorkspaceSocketOptions): WorkspaceSocket {
  const status = createReadable<SocketStatus>("connecting");
  const eventListeners = new Set<(event: WorkspaceEvent) => void>();
  const resetListeners = new Set<(streamIds: readonly string[]) => void>();
  const accessListeners = new Set<(driveId: string) => void>();
  const feed = createEventFeed({
    listEvents: options.listEvents,
    since: options.since,
    onEvent: (event) => tell(eventListeners, event),
    onReset: (streamIds) => tell(resetListeners, streamIds),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextPauseMs: number = pauseMs.first;
  let isAttempting = false;
  let isClosed = false;
  let isPaused = false;

  const socket: ClientSocket = io(options.url, {
    path: socketPath,
    parser,
    transports: ["websocket"],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    timeout: attemptMs,
  });

  async function attempt(): Promise<void> {
    if (isClosed || isPaused || isAttempting || socket.connected) return;
    isAttempting = true;
    clearTimeout(timer);
    try {
      socket.auth = { token: await options.issueToken() };
      if (isPaused) isAttempting = false;
      if (isClosed || isPaused) return;
      socket.connect();
    } catch (error) {
      isAttempting = false;
      status.write("offline");
      if (codeOf(error) === "unauthenticated") signOut();
      else attemptLater();
    }
  }

  function attemptLater(): void {
    if (isClosed || isPaused) return;
    clearTimeout(timer);
    // Half of the pause is by chance, so that many clients do not return in one moment.
    timer = setTimeout(() => void attempt(), nextPauseMs / 2 + (Math.random() * nextPauseMs) / 2);
    nextPauseMs = Math.min(nextPauseMs * 2, pauseMs.longest);
  }

  function signOut(): void {
    close();
    options.onSignedOut?.();
  }

  function retry(): void {
    nextPauseMs = pauseMs.first;
    void attempt();
  }

  function pause(): void {
    isPaused = true;
    clearTimeout(timer);
    socket.disconnect();
  }

  function resume(): void {
    isPaused = false;
    retry();
  }

  function close(): void {
    isClosed = true;
    clearTimeout(timer);
    if (typeof window !== "undefined") window.removeEventListener("online", retry);
    status.write("offline");
    socket.disconnect();
  }

  socket.on("connect", () => {
    isAttempting = false;
    nextPauseMs = pauseMs.first;
    status.write("online");
  });
  socket.on("connect_error", () => {
    isAttempting = false;
    status.write("offline");
    socket.disconnect();
    attemptLater();
  });
  socket.on("disconnect", () => {
    isAttempting = false;
    feed.end();
    status.write("offline");
    attemptLater();
  });
  socket.on("ready", ({ streams }) => void feed.begin(streams));
  socket.on("events", feed.receive);
  socket.on("access.changed", ({ driveId }) => tell(accessListeners, driveId));
  if (typeof window !== "undefined") window.addEventListener("online", retry);
  void attempt();

  return {
    status,
    documents: createDocumentChannels(socket),
    localCopies: options.localCopies,
    onEvent: (listener) => subscribe(eventListeners, listener),
    onReset: (listener) => subscribe(resetListeners, listener),
    onAccessChanged: (listener) => subscribe(accessListeners, listener),
    retry,
    pause,
    resume,
    close,
  };
}

function subscribe<Value>(listeners: Set<(value: Value) => void>, listener: (value: Value) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell<Value>(listeners: ReadonlySet<(value: Value) => void>, value: Value): void {
  for (const listener of [...listeners]) listener(value);
}

function codeOf(error: unknown): ErrorCode | string | undefined {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}
