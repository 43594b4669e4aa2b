import type { AwarenessUser } from "#services/contracts/realtime.ts";
import type { AwarenessEntry } from "#services/realtime/documents/awareness-frames.ts";

/** One socket may stand for this many editors of a document. */
const mostClientsPerSocket = 4;

interface KnownClient {
  readonly socketId: string;
  readonly userId: string;
  readonly entry: AwarenessEntry;
}

/** Who looks at a document: the awareness of every client, each owned by the socket that brought it. */
export interface Presence {
  /** Takes over what a socket says of its own clients, with the person set by the server; returns what others should hear. */
  accept(socketId: string, user: AwarenessUser, entries: readonly AwarenessEntry[]): AwarenessEntry[];
  /** Forgets a socket's clients; returns their departures. */
  leave(socketId: string): AwarenessEntry[];
  list(): AwarenessEntry[];
}

export function createPresence(): Presence {
  const clients = new Map<number, KnownClient>();

  function countOf(socketId: string): number {
    let count = 0;
    for (const client of clients.values()) if (client.socketId === socketId) count += 1;
    return count;
  }

  function acceptOne(socketId: string, user: AwarenessUser, entry: AwarenessEntry): AwarenessEntry | undefined {
    const known = clients.get(entry.clientId);
    // The same person's next connection takes over from one that is lost but not yet known to be.
    if (known && known.userId !== user.id) return undefined;
    if (known && entry.clock < known.entry.clock) return undefined;
    if (entry.state === null) {
      clients.delete(entry.clientId);
      return known ? entry : undefined;
    }
    if (!known && countOf(socketId) >= mostClientsPerSocket) return undefined;
    const accepted = { ...entry, state: { ...entry.state, user } };
    clients.set(entry.clientId, { socketId, userId: user.id, entry: accepted });
    return accepted;
  }

  return {
    accept: (socketId, user, entries) => entries.flatMap((entry) => acceptOne(socketId, user, entry) ?? []),
    leave: (socketId) => {
      const gone = [...clients].filter(([, client]) => client.socketId === socketId);
      for (const [clientId] of gone) clients.delete(clientId);
      return gone.map(([clientId, { entry }]) => ({ clientId, clock: entry.clock + 1, state: null }));
    },
    list: () => [...clients.values()].map((client) => client.entry),
  };
}
