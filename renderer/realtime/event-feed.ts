import type { OperationInput, OperationOutput } from "#services/contracts/catalogue.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import type { EventBatch } from "#services/contracts/realtime.ts";

/** The operation `events.list`, called by whoever holds the session. */
export type ListEvents = (streams: OperationInput<"events.list">["streams"]) => Promise<OperationOutput<"events.list">>;

/** The server takes this many streams per request. */
const streamsPerRequest = 200;

export interface EventFeedOptions {
  readonly listEvents: ListEvents;
  /** Where streams stood before anything of them was read: what happened since is fetched with the first connection. */
  readonly since?: readonly { readonly id: string; readonly cursor: string }[] | undefined;
  readonly onEvent: (event: WorkspaceEvent) => void;
  /** Something may have been missed in these streams: read again what is shown of them. */
  readonly onReset: (streamIds: readonly string[]) => void;
}

/** Puts what was missed before what arrives live, each event once, each stream in order. */
export interface EventFeed {
  /** A connection begins here; what it brings waits until what was missed has been fetched. */
  begin(ready: readonly { readonly id: string; readonly cursor: string }[]): Promise<void>;
  receive(batch: EventBatch): void;
  /** The connection is lost. */
  end(): void;
}

export function createEventFeed(options: EventFeedOptions): EventFeed {
  const cursors = new Map((options.since ?? []).map(({ id, cursor }) => [id, cursor]));
  /** Batches that arrived while what was missed is being fetched. */
  let waiting: EventBatch[] | undefined;
  let connection = 0;

  function deliver(batch: EventBatch, seen: ReadonlySet<string> | undefined): void {
    cursors.set(batch.streamId, batch.cursor);
    for (const event of batch.items) if (!seen?.has(JSON.stringify(event))) options.onEvent(event);
  }

  /** Fetches what happened since the cursors; gives, per stream, the events told, so that none is told twice. */
  async function catchUp(ids: readonly string[], current: number): Promise<Map<string, Set<string>>> {
    const told = new Map<string, Set<string>>();
    for (let start = 0; start < ids.length; start += streamsPerRequest) {
      const part = ids.slice(start, start + streamsPerRequest);
      const { streams } = await options.listEvents(part.map((id) => ({ id, cursor: cursors.get(id) ?? null })));
      // The connection this was asked for is gone; the next one asks anew.
      if (connection !== current) return told;
      for (const stream of streams) {
        if (stream.reset) options.onReset([stream.id]);
        deliver({ streamId: stream.id, cursor: stream.cursor, items: stream.items }, undefined);
        told.set(stream.id, new Set(stream.items.map((event) => JSON.stringify(event))));
      }
    }
    return told;
  }

  return {
    async begin(ready) {
      const current = ++connection;
      waiting = [];
      const known = ready.filter(({ id }) => cursors.has(id)).map(({ id }) => id);
      const fresh = ready.filter(({ id }) => !cursors.has(id));
      for (const { id, cursor } of fresh) cursors.set(id, cursor);
      if (fresh.length > 0) options.onReset(fresh.map(({ id }) => id));
      let told = new Map<string, Set<string>>();
      try {
        told = await catchUp(known, current);
      } catch {
        if (connection === current) options.onReset(known);
      }
      if (connection !== current) return;
      const late = waiting;
      waiting = undefined;
      for (const batch of late) deliver(batch, told.get(batch.streamId));
    },
    receive(batch) {
      if (waiting) waiting.push(batch);
      else deliver(batch, undefined);
    },
    end() {
      connection += 1;
      waiting = undefined;
    },
  };
}
