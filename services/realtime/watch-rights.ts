import type { Access } from "#services/access/access.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import type { Database } from "#services/database/connection.ts";
import type { Logger } from "#services/platform/logger.ts";
import { closeEndedSessions } from "#services/realtime/check-sessions.ts";
import type { OpenDocuments } from "#services/realtime/documents/open-documents.ts";
import { type SocketDocuments, serveDocuments } from "#services/realtime/documents/serve-documents.ts";
import type { Outbound } from "#services/realtime/outbound.ts";
import { listSockets, type RealtimeIo, type RealtimeSocket, roomOf } from "#services/realtime/realtime-socket.ts";
import type { Rooms } from "#services/realtime/rooms.ts";

export interface RightsWatchOptions {
  readonly io: RealtimeIo;
  readonly db: Database;
  readonly access: Access;
  readonly rooms: Rooms;
  readonly documents: OpenDocuments;
  readonly outbound: Outbound;
  readonly logger: Logger;
}

/** Keeps every socket within what its person may see, from connecting to the end of its session. */
export interface RightsWatch {
  /** Serves a socket's documents and puts it out of those it loses. */
  serve(socket: RealtimeSocket): void;
  /** Follows an event that may have changed rights; the cache has already let go of them. */
  onEvent(event: WorkspaceEvent, streamId: string): Promise<void>;
  /** Closes sockets whose session has ended. */
  compare(): Promise<void>;
  close(): Promise<void>;
}

/** Events after which open documents are another time compared with their pages. */
const changesWhatMayBeWritten: ReadonlySet<WorkspaceEvent["type"]> = new Set([
  ...(["page.trashed", "page.restored", "page.lock-changed"] as const),
]);

export function createRightsWatch(options: RightsWatchOptions): RightsWatch {
  const { io, db, access, rooms, documents, logger } = options;
  const served = new Map<RealtimeSocket, SocketDocuments>();
  const work = new Set<Promise<void>>();

  function run(task: () => Promise<void>): void {
    const done = task()
      .catch((error: unknown) => logger.warn({ err: error }, "a change of rights could not be followed yet"))
      .finally(() => work.delete(done));
    work.add(done);
  }

  async function recheck(sockets: readonly RealtimeSocket[]): Promise<void> {
    await Promise.all(sockets.map((socket) => served.get(socket)?.recheck()));
  }

  async function follow(subjectId: string): Promise<void> {
    const ofUser = listSockets(io, roomOf.user(subjectId));
    if (ofUser.length > 0) {
      await rooms.refresh([subjectId]);
      await recheck(ofUser);
    }
    await recheck(listSockets(io, roomOf.drive(subjectId)));
    const isSession = [...served.keys()].some((socket) => socket.data.sessionId === subjectId);
    if (isSession) await closeEndedSessions(io, db);
  }

  const unsubscribe = access.onRaised((subjectId) => run(() => follow(subjectId)));

  return {
    serve(socket) {
      served.set(socket, serveDocuments(socket, options));
      const release = access.watch(socket.data.sessionId);
      socket.once("disconnect", () => {
        served.delete(socket);
        release();
      });
    },
    async onEvent(event, streamId) {
      if (changesWhatMayBeWritten.has(event.type)) return documents.compare();
      if ("userId" in event) await rooms.refresh([event.userId]);
      const sockets = listSockets(io, roomOf.drive(streamId));
      await recheck(sockets);
      // Of another role of one member only that person's windows begin anew: an editor that was refused goes on.
      if (event.type !== "permission.changed" && event.type !== "member.changed") return;
      for (const socket of sockets) {
        if (event.type === "member.changed" && socket.data.userId !== event.userId) continue;
        socket.emit("access.changed", { driveId: streamId });
      }
    },
    compare: () => closeEndedSessions(io, db),
    async close() {
      unsubscribe();
      await Promise.all(work);
    },
  };
}
