import type { Access } from "#services/access/access.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import type { Database } from "#services/database/connection.ts";
import { sealCursor } from "#services/events/cursors.ts";
import { readEventsAfter, readStreamHeads, type StoredEvent } from "#services/events/read-events.ts";
import { listNamedPages, tailorEvent } from "#services/events/tailor-event.ts";
import type { Logger } from "#services/platform/logger.ts";
import { listSockets, type RealtimeIo, type RealtimeSocket, roomOf } from "#services/realtime/realtime-socket.ts";

/** How many events are read at once. */
const chunkEvents = 200;

export interface EventDeliveryOptions {
  readonly io: RealtimeIo;
  readonly db: Database;
  readonly access: Access;
  readonly cursorKey: Uint8Array;
  readonly logger: Logger;
  /** Called in stream order, before the event is filtered, when an event changed who may see what. */
  readonly onRightsChanged: (event: WorkspaceEvent, streamId: string) => Promise<void>;
}

/** Delivers each stream's events to this instance's sockets, strictly in order, from the table. */
export interface EventDelivery {
  /** Begins to follow streams at their present end. Afterwards, before anything else is awaited, sockets may join. */
  attach(streamIds: readonly string[]): Promise<void>;
  /** A sealed cursor at the last event delivered. */
  cursorOf(streamId: string): string;
  /** Streams that may have grown. */
  hint(streams: readonly { readonly id: string; readonly seq: number }[]): void;
  /** Compares every followed stream with the table; lets go of those without sockets. */
  compare(): Promise<void>;
  /** Resolves when nothing is being delivered. */
  settle(): Promise<void>;
}

interface StreamState {
  readonly id: string;
  deliveredSeq: number;
  wantedSeq: number;
  delivering: Promise<void> | undefined;
}

export function createEventDelivery(options: EventDeliveryOptions): EventDelivery {
  const { io, db, access, logger } = options;
  const streams = new Map<string, StreamState>();
  const unknownTypes = new Set<string>();

  function listRecipients(streamId: string): RealtimeSocket[] {
    const own = listSockets(io, roomOf.user(streamId));
    return own.length > 0 ? own : listSockets(io, roomOf.drive(streamId));
  }

  function cursorOf(streamId: string): string {
    return sealCursor(options.cursorKey, { streamId, seq: streams.get(streamId)?.deliveredSeq ?? 0 });
  }

  function advance(stream: StreamState, seq: number): void {
    stream.wantedSeq = Math.max(stream.wantedSeq, seq);
    stream.delivering ??= deliverAll(stream)
      .catch((error: unknown) => logger.warn({ err: error, streamId: stream.id }, "events wait to be delivered"))
      .finally(() => {
        stream.delivering = undefined;
      });
  }

  async function deliverAll(stream: StreamState): Promise<void> {
    while (stream.deliveredSeq < stream.wantedSeq && streams.get(stream.id) === stream) {
      const found = await readEventsAfter(db, { streamId: stream.id, seq: stream.deliveredSeq }, chunkEvents);
      if (found.length === 0) return;
      for (const stored of found) {
        if (!stored.event) noteUnknown(stored);
        else if (changesRights(stored.event)) await noteRights(stored.event, stream.id);
        await deliver(stream, stored);
      }
    }
  }

  function noteUnknown({ type }: StoredEvent): void {
    if (unknownTypes.has(type)) return;
    unknownTypes.add(type);
    logger.warn({ type }, "events of a type or shape this version does not know are passed over");
  }

  async function noteRights(event: WorkspaceEvent, streamId: string): Promise<void> {
    access.forget(streamId);
    if ("driveId" in event) access.forget(event.driveId);
    if ("userId" in event) access.forget(event.userId);
    await options.onRightsChanged(event, streamId);
  }

  /** Sends one event to everyone it is for; whoever joins while rights are looked up is asked about before it is sent. */
  async function deliver(stream: StreamState, stored: StoredEvent): Promise<void> {
    const forUser = new Map<string, WorkspaceEvent | undefined>();
    for (;;) {
      const unknown = new Set<string>();
      for (const { data } of listRecipients(stream.id)) if (!forUser.has(data.userId)) unknown.add(data.userId);
      if (unknown.size === 0) break;
      await tailorFor(stored, [...unknown], forUser);
    }
    stream.deliveredSeq = stored.seq;
    send(stream.id, forUser);
    if (stored.event?.type === "page.moved") tellThoseWhoLostSight(stream.id, forUser);
  }

  async function tailorFor(
    stored: StoredEvent,
    userIds: readonly string[],
    forUser: Map<string, WorkspaceEvent | undefined>,
  ): Promise<void> {
    const visible = new Map<string, Set<string>>(userIds.map((id) => [id, new Set()]));
    for (const pageId of new Set(listNamedPages(stored.event))) {
      for (const userId of await access.viewers(pageId, userIds)) visible.get(userId)?.add(pageId);
    }
    for (const userId of userIds) {
      const drive = stored.streamId === userId ? undefined : await access.driveLevel(userId, stored.streamId);
      const visiblePageIds = visible.get(userId) ?? new Set<string>();
      forUser.set(userId, tailorEvent(stored, { userId, drive, visiblePageIds }));
    }
  }

  function send(streamId: string, forUser: ReadonlyMap<string, WorkspaceEvent | undefined>): void {
    const alike = new Map<string, { readonly event: WorkspaceEvent; readonly socketIds: string[] }>();
    for (const socket of listRecipients(streamId)) {
      const event = forUser.get(socket.data.userId);
      if (!event) continue;
      const key = JSON.stringify(event);
      const group = alike.get(key) ?? { event, socketIds: [] };
      group.socketIds.push(socket.id);
      alike.set(key, group);
    }
    const cursor = cursorOf(streamId);
    for (const { event, socketIds } of alike.values()) {
      io.local.to(socketIds).emit("events", { streamId, cursor, items: [event] });
    }
  }

  /** A move may have taken a page out of someone's sight; they read again what they show, and learn of no page. */
  function tellThoseWhoLostSight(streamId: string, forUser: ReadonlyMap<string, WorkspaceEvent | undefined>): void {
    for (const socket of listRecipients(streamId)) {
      if (!forUser.get(socket.data.userId)) socket.emit("access.changed", { driveId: streamId });
    }
  }

  return {
    cursorOf,
    async attach(streamIds) {
      for (;;) {
        const missing = streamIds.filter((id) => !streams.has(id));
        if (missing.length === 0) return;
        const heads = await readStreamHeads(db, missing);
        for (const [id, seq] of heads) {
          if (!streams.has(id)) streams.set(id, { id, deliveredSeq: seq, wantedSeq: seq, delivering: undefined });
        }
      }
    },
    hint(hinted) {
      for (const { id, seq } of hinted) {
        const stream = streams.get(id);
        if (stream && seq > stream.deliveredSeq) advance(stream, seq);
      }
    },
    async compare() {
      for (const id of streams.keys()) if (listRecipients(id).length === 0) streams.delete(id);
      for (const [id, seq] of await readStreamHeads(db, [...streams.keys()])) {
        const stream = streams.get(id);
        if (stream && seq > stream.deliveredSeq) advance(stream, seq);
      }
    },
    async settle() {
      await Promise.all([...streams.values()].map((stream) => stream.delivering));
    },
  };
}

const typesThatChangeRights: ReadonlySet<WorkspaceEvent["type"]> = new Set([
  "permission.changed",
  "page.moved",
  "page.trashed",
  "page.restored",
  "member.added",
  "member.changed",
  "member.removed",
]);

/** Whether an event may change who sees or changes what. */
function changesRights({ type }: WorkspaceEvent): boolean {
  return typesThatChangeRights.has(type);
}
