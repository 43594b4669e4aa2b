import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { api } from "#renderer/api/client.ts";
import { loadOnceReachable } from "#renderer/components/load-once-reachable.ts";
import type { SocketStatus, WorkspaceSocket } from "#renderer/realtime/workspace-socket.ts";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readDrivesAgain } from "#renderer/workspace/drives/read-drives-again.ts";
import { type Session, useSession } from "#renderer/workspace/session/session.tsx";
import { useConnection } from "./connection.ts";
import { keepParts } from "./keep-parts.ts";
import { reloadOnce } from "./reload-once.ts";

/** How long the server may take to answer before the next attempt, in milliseconds. */
const answerMs = 5_000;

async function loadConnection() {
  const [{ createWorkspaceSocket }, { openLocalCopies }, { sendKeptDocuments }, { applyEvent }] = await Promise.all([
    import("#renderer/realtime/workspace-socket.ts"),
    import("#renderer/realtime/local-copies.ts"),
    import("#renderer/realtime/linger-document.ts"),
    import("#renderer/workspace/events/apply-event.ts"),
  ]);
  return { createWorkspaceSocket, openLocalCopies, sendKeptDocuments, applyEvent };
}

/** Ends with the given signal, or when the answer takes too long. */
function inTime(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
}

const SocketContext = createContext<WorkspaceSocket | null>(null);

/** A server that restarts is back within this time; only then is it called away. In milliseconds. */
const graceMs = 1_500;

/** Keeps the live connection of the signed-in person, and what is cached up to date by it. */
export function SocketProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const socket = useLiveSocket(session);
  return <SocketContext value={socket}>{children}</SocketContext>;
}

/** The live connection; null until its code is loaded. */
export function useWorkspaceSocket(): WorkspaceSocket | null {
  return useContext(SocketContext);
}

function useLiveSocket({ realtimeUrl, serverId, user, streams }: Session): WorkspaceSocket | null {
  const cache = useQueryClient();
  const [socket, setSocket] = useState<WorkspaceSocket | null>(null);

  useEffect(() => {
    const ended = new AbortController();
    let opened: WorkspaceSocket | undefined;

    async function open() {
      const parts = await loadOnceReachable(loadConnection, {
        signal: ended.signal,
        onAway: () => useConnection.setState({ status: "offline" }),
      });
      const { createWorkspaceSocket, openLocalCopies, sendKeptDocuments, applyEvent } = parts;
      const localCopies = await openLocalCopies({ serverId, userId: user.id });
      if (ended.signal.aborted) return;
      opened = createWorkspaceSocket({
        localCopies,
        url: realtimeUrl ?? window.location.origin,
        issueToken: async () => (await api.call("socketTokens.issue", {}, { signal: inTime(ended.signal) })).token,
        listEvents: (streams) => api.call("events.list", { streams }, { signal: inTime(ended.signal) }),
        since: streams,
        onSignedOut: () => void cache.invalidateQueries({ queryKey: queryKeys.drives }),
      });
      opened.onEvent((event) => applyEvent(cache, event));
      opened.onReset((streamIds) => readDrivesAgain(cache, streamIds));
      opened.onAccessChanged((driveId) => readDrivesAgain(cache, [driveId]));
      followStatus(opened, ended.signal, () => {
        readFailedAgain(cache);
        // What is missing is fetched at the next return of the server, or when it is needed.
        keepParts(ended.signal).catch(() => undefined);
      });
      setSocket(opened);
      // What cannot be read from this device stays there for the next time.
      await sendKeptDocuments(opened).catch(() => undefined);
    }

    // Nothing is edited live without this code, so a reload loses nothing. Where it does not help, pages still work and
    // the banner says that nothing arrives by itself.
    open().catch(() => {
      if (!ended.signal.aborted && !reloadOnce()) useConnection.setState({ status: "offline" });
    });
    return () => {
      ended.abort();
      opened?.close();
      setSocket(null);
      useConnection.setState({ status: "connecting" });
    };
  }, [cache, realtimeUrl, serverId, streams, user.id]);

  return socket;
}

/** Shows the connection's status, a short break only when it lasts; reads what failed once it is back. */
function followStatus(socket: WorkspaceSocket, ended: AbortSignal, onOnline: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function follow() {
    const status: SocketStatus = socket.status.read();
    clearTimeout(timer);
    if (status === "offline") timer = setTimeout(() => useConnection.setState({ status }), graceMs);
    else useConnection.setState({ status });
    if (status === "online") onOnline();
  }
  follow();
  const stop = socket.status.subscribe(follow);
  ended.addEventListener("abort", () => {
    clearTimeout(timer);
    stop();
  });
}

function readFailedAgain(cache: QueryClient): void {
  void cache.refetchQueries({ predicate: ({ state }) => state.status === "error" && isAway(state.error) });
}
